package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.embedded.Ports;
import io.atrium.kit.testing.TraceSink;
import io.atrium.local.topology.Port;
import io.atrium.local.topology.Topology;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole platform on free ports with a data folder of its own, once for all tests of this JVM, by the program that
 * ./atrium runs. It is stopped when the JVM ends.
 */
final class Suite {

    private static final int MINUTES_TO_START = 5;

    /** All tests come from one address, and many with one token; their passwords guard nothing. */
    static final Map<String, String> FOR_TESTS = Map.ofEntries(
            Map.entry("IDENTITY_PASSWORD_ARGON2_MEMORY_KIB", "4096"),
            Map.entry("RATE_LIMIT_REQUESTS", "0"),
            Map.entry("RATE_LIMIT_LOGIN_REQUESTS", "0"),
            Map.entry("RATE_LIMIT_LOGIN_ACCOUNT_REQUESTS", "0"),
            Map.entry("RATE_LIMIT_REGISTER_REQUESTS", "0"),
            Map.entry("RATE_LIMIT_REGISTER_ACCOUNT_REQUESTS", "0"),
            Map.entry("WEBHOOK_RATE_LIMIT", "0"),
            Map.entry("ATRIUM_CLASS_ARCHIVES", "off"),
            Map.entry("SHUTDOWN_DELAY", "5S"));

    /** When a test killed a part, one time of day a line: {@link SuiteLogsCheck} reads it. */
    static final Path OUTAGES = Path.of("target", "outages.txt");

    /** When a test wrote records to the topics that no service would write, as {@link #OUTAGES}. */
    static final Path HOSTILE_RECORDS = Path.of("target", "times-of-hostile-records.txt");

    private static final List<Port> PORTS = Topology.ofDeployment().ports();

    private static @Nullable Suite running;

    private final Path checkout = Path.of(System.getProperty("atrium.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private final Path home = checkout.resolve("system-tests/target/platform");
    private final Path settings = checkout.resolve("system-tests/target/checkout");
    private final Map<String, Integer> ports = new HashMap<>();
    private final TraceSink traces = TraceSink.start();
    private @Nullable DocumentedReplies replies;

    private Suite() {}

    /** The running suite; the first call starts it. */
    static synchronized Suite running() {
        if (running == null) {
            Suite suite = new Suite();
            suite.start();
            running = suite;
        }
        return running;
    }

    /** A request to the public address. */
    RequestSpecification request() {
        return given().baseUri(address());
    }

    String address() {
        return at("ATRIUM_GATEWAY_PORT");
    }

    /** The address of a mock provider: USER, PAYMENT or COMMUNICATION. */
    String mock(String provider) {
        return at("ATRIUM_MOCK_" + provider + "_PORT");
    }

    /** Every port by its standard. */
    Map<Integer, Integer> movedPorts() {
        Map<Integer, Integer> moved = new HashMap<>();
        PORTS.forEach(port -> moved.put(port.standard(), port(port.variable())));
        return moved;
    }

    Path checkout() {
        return checkout;
    }

    /** Kills a part the hard way; the supervisor starts it again. */
    long kill(String part) {
        long pid = pid(part);
        noteOutage();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        return pid;
    }

    /** What the services export of their traces: it is the one setting by which they are traced. */
    TraceSink traces() {
        return traces;
    }

    /** The folder of the running platform. */
    Path home() {
        return home;
    }

    /** Stops a part without ending it, as a machine that swaps or a container that is paused. */
    void pause(String part) {
        noteOutage();
        signal("-STOP", part);
    }

    /** Lets a part that was paused go on. */
    void resume(String part) {
        signal("-CONT", part);
    }

    private void signal(String signal, String part) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(pid(part)))
                    .start()
                    .waitFor();
            assertThat(exit).as("kill " + signal + " " + part).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** From now on, and for a while, consumers may write down that a record cannot be processed. */
    void noteHostileRecords() {
        note(HOSTILE_RECORDS);
    }

    private static void noteOutage() {
        note(OUTAGES);
    }

    private static void note(Path file) {
        try {
            Files.writeString(
                    file,
                    LocalTime.now() + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid(String part) {
        long pid = status().getLong("parts.find { it.part == '" + part + "' }.pid");
        assertThat(pid).as("pid of " + part).isPositive();
        return pid;
    }

    /** What {@code status --json} says. */
    JsonPath status() {
        return JsonPath.from(command("status", "--json").output());
    }

    String at(String variable) {
        return "http://localhost:" + port(variable);
    }

    int port(String variable) {
        Integer port = ports.get(variable);
        if (port == null) {
            throw new IllegalArgumentException(variable);
        }
        return port;
    }

    private void start() {
        assertThat(jar()).as("the launcher, which ./mvnw package builds").exists();
        SuiteSettings.write(checkout, settings);
        forgetLastRun();
        PORTS.forEach(port -> ports.put(port.variable(), freePort()));
        if (Files.exists(home)) {
            command("reset", "--yes");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> command("down")));
        Result up = command("up");
        assertThat(up.exitCode()).as("./atrium up said:%n%s", up.output()).isZero();
        replies = DocumentedReplies.of(address());
        RestAssured.filters(replies);
    }

    /** One that no other part has been given. */
    private int freePort() {
        int port = Ports.free();
        return ports.containsValue(port) ? freePort() : port;
    }

    /** Holds a reply against its document that came by another client than REST Assured. */
    void documented(HttpResponse<String> reply) {
        if (replies != null) {
            replies.check(reply);
        }
    }

    /** The documents that replies are held against. */
    DocumentedReplies documents() {
        return Objects.requireNonNull(replies);
    }

    private static void forgetLastRun() {
        try {
            Files.deleteIfExists(OUTAGES);
            Files.deleteIfExists(HOSTILE_RECORDS);
            Files.deleteIfExists(DocumentedReplies.FINDINGS);
            Files.deleteIfExists(DocumentedReplies.CHECKED);
            if (Files.isDirectory(Replica.LOGS)) {
                try (Stream<Path> logs = Files.list(Replica.LOGS)) {
                    for (Path log : logs.toList()) {
                        Files.delete(log);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path jar() {
        return checkout.resolve("local/target/local.jar");
    }

    /** Runs a command of the launcher to its end. */
    Result command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Datrium.checkout=" + settings,
                "-jar",
                jar().toString()));
        line.addAll(List.of(arguments));
        Path output = home.resolveSibling("atrium-" + arguments[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("ATRIUM_HOME", home.toString());
        builder.environment().putAll(FOR_TESTS);
        builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint());
        ports.forEach((variable, port) -> builder.environment().put(variable, Integer.toString(port)));
        try {
            Files.createDirectories(home);
            Process process = builder.start();
            if (!process.waitFor(MINUTES_TO_START, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError("./atrium " + arguments[0] + " does not end; see " + output);
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How a command of the launcher ended. */
    record Result(int exitCode, String output) {}
}

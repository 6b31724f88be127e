package io.atrium.system;

import static io.restassured.RestAssured.given;

import io.atrium.kit.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more process of a service of the suite, on its databases and topics, with settings of its own. */
final class Replica implements AutoCloseable {

    /** The logs of replicas, one a process that was started. */
    static final Path LOGS = Path.of("target", "replicas");

    private final Process process;
    private final int port;
    private final Path log;

    private Replica(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts one; {@link #awaitReady} returns when it answers. */
    static Replica start(String service, Map<String, String> settings) {
        return start(service, settings, Ports.free());
    }

    /** Starts one on a port that is known already. */
    static Replica start(String service, Map<String, String> settings, int port) {
        Suite suite = Suite.running();
        Path log = LOGS.resolve(service + "-" + System.nanoTime() + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-jar",
                        suite.checkout()
                                .resolve(service + "/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PORT",
                        Integer.toString(port),
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "DATABASE_PORT",
                        Integer.toString(suite.port("ATRIUM_POSTGRES_PORT")),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "localhost:" + suite.port("ATRIUM_KAFKA_PORT"),
                        "ATRIUM_ISSUER",
                        suite.address(),
                        "TENANT_SERVICE_URL",
                        "http://localhost:" + suite.port("ATRIUM_TENANT_PORT"),
                        "IDENTITY_SERVICE_URL",
                        "http://localhost:" + suite.port("ATRIUM_IDENTITY_PORT"),
                        "SECRET_KEY",
                        SuiteSettings.SECRET_KEY));
        builder.environment().putAll(settings);
        try {
            Files.createDirectories(LOGS);
            Replica replica = new Replica(builder.start(), port, log);
            Runtime.getRuntime().addShutdownHook(new Thread(replica.process::destroyForcibly));
            return replica;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void awaitReady() {
        Patience.await()
                .atMost(Replicas.START)
                .until(() -> given().baseUri("http://localhost:" + port)
                                .get("/q/health/ready")
                                .statusCode()
                        == 200);
    }

    /** Tells it to end, as an orchestrator does (SIGTERM). */
    void destroy() {
        process.destroy();
    }

    /** How it ended, by itself or because it was told to. */
    int exitCode(Duration patience) {
        return process.onExit()
                .orTimeout(patience.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    /** What it has printed, once it has ended by itself; nobody else reads that log. */
    String ended() throws IOException {
        Patience.await().until(() -> !process.isAlive());
        String printed = Files.readString(log);
        Files.delete(log);
        return printed;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

package io.atrium.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of each command, with stand-ins for the services. */
class CommandOptionsTest {

    private static final String ID = "0198f2a4-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private volatile String items = "[]";

    @BeforeEach
    void listen() throws IOException {
        for (Part service : Part.DATABASE_OWNERS) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/internal/", this::answer);
            server.start();
            servers.add(server);
            environment.put(
                    service.ports().get(0).variable(),
                    Integer.toString(server.getAddress().getPort()));
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "up --foreground", "infra", "supervise", "supervise --infra"})
    void shouldReadTheSettingsOfWhatIsStarted(String line) throws IOException {
        // Given
        Files.writeString(folder.resolve(".env"), "ATRIUM_KAFKA_PORT=none\n");

        // When
        CommandRun run = run(line);

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("ATRIUM_KAFKA_PORT is not a port number: none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "status"})
    void shouldStopAndTellTheStateWhateverTheSettingsAre(String line) throws IOException {
        // Given
        Files.writeString(folder.resolve(".env"), "ATRIUM_KAFKA_PORT=none\nnothing\n");
        Files.createDirectories(home().run());

        // When
        CommandRun run = run(line);

        // Then
        assertThat(run.out()).isEqualTo("Atrium is not running.\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void shouldTellTheStateAsJsonAlone() {
        // Given
        JsonObject down = new JsonObject().put("state", "DOWN").put("parts", new JsonArray());

        // When
        CommandRun status = run("status --json");

        // Then
        assertThat(status.code()).isEqualTo(3);
        assertThat(new JsonObject(status.out())).isEqualTo(down);
        assertThat(status.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"logs identity-service,identity-service", "logs identity,identity-service", "logs build,build"})
    void shouldShowALog(String line, String log) throws IOException {
        // Given
        Files.createDirectories(home().logs());
        Files.writeString(home().logs().resolve(log + ".log"), "first\nlast\n");

        // When
        CommandRun shown = run(line);

        // Then
        assertThat(shown).isEqualTo(new CommandRun(0, "first\nlast\n", ""));
    }

    @Test
    void shouldShowTheRunOnlyOfAPlatformThatIsUp() {
        assertThat(run("demo")).isEqualTo(new CommandRun(1, "", "Atrium is not running; ./atrium up starts it.\n"));
    }

    @Test
    void shouldDeleteTheDataWithoutAsking() throws IOException {
        // Given
        Files.createDirectories(home().run());
        Files.createDirectories(home().kafka().resolve("log"));

        // When
        CommandRun reset = run("reset --yes");

        // Then
        assertThat(reset.code()).isZero();
        assertThat(reset.out()).contains("is deleted.");
        assertThat(home().kafka()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarantine --json",
                "quarantine list --json",
                "quarantine --json list",
                "dead-letters --json",
                "dead-letters list --json",
                "dead-letters --json list"
            })
    void shouldListAsJsonAloneAndTellByTheExitCodeThatThereIsAny(String line) {
        // Given
        items = "[{\"id\":\"%s\"}]".formatted(ID);

        // When
        CommandRun list = run(line);

        // Then
        assertThat(list.code()).isEqualTo(1);
        assertThat(list.err()).isEmpty();
        JsonArray found = new JsonObject(list.out()).getJsonArray("items");
        assertThat(found).hasSize(servers.size());
        assertThat(found.getJsonObject(0).getString("service")).isEqualTo("identity-service");
        assertThat(found.getJsonObject(0).getString("id")).isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "quarantine,Nothing is set aside.",
        "quarantine list,Nothing is set aside.",
        "dead-letters,There are no dead letters.",
        "dead-letters list,There are no dead letters."
    })
    void shouldTellThatThereIsNone(String line, String said) {
        assertThat(run(line)).isEqualTo(new CommandRun(0, said + "\n", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "quarantine retry --all,4 messages are tried again.,POST /internal/quarantine/retry {\"all\":true}",
        "quarantine retry " + ID + ",4 messages are tried again.,POST /internal/quarantine/retry {\"id\":\"" + ID
                + "\"}",
        "dead-letters retry --all,'4 records were tried again, 0 of them failed again.',"
                + "POST /internal/dead-letters/retry?topic=atrium.usage.v1 {}",
        "dead-letters retry atrium.usage.v1,'4 records were tried again, 0 of them failed again.',"
                + "POST /internal/dead-letters/retry?topic=atrium.usage.v1 {}"
    })
    void shouldHaveTriedAgainWhatIsNamedByEveryService(String line, String said, String request) {
        // Given
        List<String> asked = servers.stream().map(server -> request).toList();

        // When
        CommandRun retry = run(line);

        // Then
        assertThat(retry).isEqualTo(new CommandRun(0, said + "\n", ""));
        assertThat(requests).filteredOn(sent -> sent.startsWith("POST")).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarantine retry --all --json", "dead-letters retry --json atrium.usage.v1"})
    void shouldTellAsJsonAloneWhatWasTriedAgain(String line) {
        assertThat(new JsonObject(run(line).out()).getInteger("retried")).isEqualTo(servers.size());
    }

    @Test
    void shouldTellWhichServiceDoesNotAnswer() {
        // Given
        servers.get(0).stop(0);

        // When
        CommandRun list = run("quarantine --json");

        // Then
        assertThat(list.code()).isEqualTo(1);
        assertThat(list.out()).isEmpty();
        assertThat(list.err()).startsWith("identity-service does not answer");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), sent));
        String answer =
                "{\"items\":%s,\"topics\":[\"atrium.usage.v1\"],\"retried\":1,\"remaining\":0,\"dead_again\":0,\"more\":false}"
                        .formatted(items);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private CommandRun run(String line) {
        return CommandRun.of(folder, environment, line);
    }

    private Home home() {
        return new Home(folder, folder.resolve("state"));
    }
}

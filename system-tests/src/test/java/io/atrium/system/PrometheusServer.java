package io.atrium.system;

import static io.restassured.RestAssured.given;

import io.atrium.kit.embedded.Executables;
import io.atrium.kit.embedded.Ports;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Prometheus that scrapes the suite by the deployment's own files, where it is installed. */
final class PrometheusServer implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "prometheus").toAbsolutePath();

    private final Process process;
    private final String address;

    private PrometheusServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static Optional<PrometheusServer> start(Suite suite) {
        return Executables.find("prometheus").map(binary -> start(binary, suite));
    }

    private static PrometheusServer start(Path binary, Suite suite) {
        int port = Ports.free();
        try {
            configure(suite);
            Process process = new ProcessBuilder(List.of(
                            binary.toString(),
                            "--config.file=" + FOLDER.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + Files.createTempDirectory(FOLDER, "data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--log.level=warn"))
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("prometheus.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Patience.await().until(() -> Ports.answers(port));
            return new PrometheusServer(process, "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The deployment's file, with this suite's addresses and at a test's pace. */
    private static void configure(Suite suite) throws IOException {
        Path deployed = suite.checkout().resolve("deploy/prometheus");
        String config = Files.readString(deployed.resolve("prometheus.yml")).replaceAll(": (15|5)s\n", ": 1s\n");
        for (Map.Entry<Integer, Integer> port : suite.movedPorts().entrySet()) {
            config = config.replaceAll("\"[a-z-]+:" + port.getKey() + "\"", "\"localhost:" + port.getValue() + "\"");
        }
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("prometheus.yml"), config);
        Files.writeString(FOLDER.resolve("alerts.yml"), Files.readString(deployed.resolve("alerts.yml")));
    }

    /** The answer of its HTTP API. */
    JsonPath get(String path, Map<String, String> parameters) {
        return given().baseUri(address)
                .noFilters()
                .queryParams(parameters)
                .get("/api/v1/" + path)
                .jsonPath();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

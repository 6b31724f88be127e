package io.atrium.bench;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.KafkaOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processes that benchmarks start, each in a JVM of its own with the same flags. */
final class Servers {

    private Servers() {}

    static void requirePackaged(Plan plan) {
        if (!Files.exists(plan.gateway())) {
            System.err.println(plan.gateway() + " is missing: ./mvnw -q -pl webhook-gateway -am package -DskipTests");
            System.exit(2);
        }
    }

    /** The broker of a production runs compiled: the throw-away one of the tests does not. */
    static EmbeddedKafka kafka(Path data) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(
                KafkaOptions.kept(data, 0).withDiesWithParent(true).withHeapMegabytes(512));
        kafka.createTopics();
        return kafka;
    }

    /** The packaged webhook-gateway, with further settings. */
    static ServerProcess gateway(String name, Plan plan, EmbeddedKafka kafka, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        return ServerProcess.start(name, port, java("-jar", plan.gateway().toString()), environment);
    }

    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k"));
        command.addAll(List.of(arguments));
        return command;
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

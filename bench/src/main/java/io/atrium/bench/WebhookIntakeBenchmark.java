package io.atrium.bench;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.KafkaOptions;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Webhook intake (1 KB, signed) of the packaged webhook-gateway beside {@link BareServer}: the same broker, the same load,
 * rounds in turn, so that what else the machine does hits both alike. Arguments: see {@link Plan}.
 */
public final class WebhookIntakeBenchmark {

    private static final int GRACE_ATTEMPTS = 300;

    private WebhookIntakeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Plan plan = Plan.of(arguments);
        if (!Files.exists(plan.gateway())) {
            System.err.println(plan.gateway() + " is missing: ./mvnw -q -pl webhook-gateway -am package -DskipTests");
            System.exit(2);
        }
        // The broker of a production runs compiled: the throw-away one of the tests does not.
        Path data = Files.createTempDirectory("atrium-bench-kafka");
        KafkaOptions options =
                KafkaOptions.kept(data, 0).withDiesWithParent(true).withHeapMegabytes(512);
        EmbeddedKafka kafka = EmbeddedKafka.start(options);
        kafka.createTopics();
        UUID organization = Fixture.publish(kafka.bootstrapServers());
        Vertx vertx = Vertx.vertx();
        try (ServerProcess gateway = gateway(plan, kafka);
                ServerProcess bare = bare(kafka)) {
            measure(plan, vertx, new PreparedRequests(organization), gateway, bare);
        } finally {
            kafka.close();
            remove(data);
            vertx.close();
        }
        System.exit(0);
    }

    private static void measure(
            Plan plan, Vertx vertx, PreparedRequests requests, ServerProcess gateway, ServerProcess bare)
            throws Exception {
        LoadGenerator load = new LoadGenerator(vertx, plan.connections());
        awaitAccepted(load, requests, gateway);
        Results results = new Results();
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            boolean gatewayFirst = Math.floorMod(round, 2) == 0;
            for (ServerProcess server : gatewayFirst ? List.of(gateway, bare) : List.of(bare, gateway)) {
                List<byte[]> prepared = requests.next(plan.requests());
                double cpu = server.cpuMicros();
                LoadGenerator.Round result = load.run(server.port(), prepared);
                cpu = (server.cpuMicros() - cpu) / plan.requests();
                System.out.printf(
                        "%s %-7s %8.0f req/s  p50 %5.1f ms  p99 %5.1f ms  CPU %4.0f µs/req%n",
                        round < 0 ? "warm-up" : "round " + (round + 1),
                        server.name(),
                        result.rate(),
                        result.p50(),
                        result.p99(),
                        cpu);
                if (round >= 0) {
                    results.add(server == gateway, result, cpu);
                }
            }
        }
        results.print(System.out);
    }

    /** The gateway answers 503 until it has read its topics. */
    private static void awaitAccepted(LoadGenerator load, PreparedRequests requests, ServerProcess gateway)
            throws InterruptedException {
        Exception last = new IllegalStateException("never asked");
        for (int attempt = 0; attempt < GRACE_ATTEMPTS; attempt++) {
            try {
                load.run(gateway.port(), requests.next(1));
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the gateway accepts nothing", last);
    }

    private static ServerProcess gateway(Plan plan, EmbeddedKafka kafka) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = java("-jar", plan.gateway().toString());
        return ServerProcess.start(
                "gateway",
                port,
                command,
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "WEBHOOK_SOURCE_KEY",
                        Fixture.SOURCE_KEY,
                        // Deliveries are counted as ever, and none is refused.
                        "WEBHOOK_RATE_LIMIT",
                        "300000000"));
    }

    private static ServerProcess bare(EmbeddedKafka kafka) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = java(BareServer.class.getName(), Integer.toString(port), kafka.bootstrapServers());
        return ServerProcess.start("bare", port, command, Map.of("CLASSPATH", withoutKit()));
    }

    /** kit-web puts its strict reader of HTTP before every server of a process that has it on its class path. */
    private static String withoutKit() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("kit-web") && !entry.contains("service-kit" + File.separator + "web"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

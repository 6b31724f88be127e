package io.atrium.bench;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Webhook intake (1 KB, signed) of the packaged webhook-gateway beside {@link BareServer}: the same broker, the same load,
 * rounds in turn, so that what else the machine does hits both alike. Arguments: see {@link Plan}.
 */
public final class WebhookIntakeBenchmark {

    private WebhookIntakeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Plan plan = Plan.of(arguments);
        Servers.requirePackaged(plan);
        Path data = Files.createTempDirectory("atrium-bench-kafka");
        EmbeddedKafka kafka = Servers.kafka(data);
        UUID organization = Fixture.publish(kafka.bootstrapServers());
        Vertx vertx = Vertx.vertx();
        try (ServerProcess gateway = gateway(plan, kafka);
                ServerProcess bare = bare(kafka)) {
            PreparedRequests requests = new PreparedRequests(organization);
            LoadGenerator load = new LoadGenerator(vertx, plan.connections(), 202);
            new Rounds(plan, load, requests::next).measure(gateway, bare);
        } finally {
            kafka.close();
            Servers.remove(data);
            vertx.close();
        }
        System.exit(0);
    }

    private static ServerProcess gateway(Plan plan, EmbeddedKafka kafka) throws IOException, InterruptedException {
        return Servers.gateway(
                "gateway",
                plan,
                kafka,
                Map.of(
                        "WEBHOOK_SOURCE_KEY",
                        Fixture.SOURCE_KEY,
                        // Deliveries are counted as ever, and none is refused.
                        "WEBHOOK_RATE_LIMIT",
                        "300000000"));
    }

    private static ServerProcess bare(EmbeddedKafka kafka) throws IOException, InterruptedException {
        int port = Servers.freePort();
        List<String> command =
                Servers.java(BareServer.class.getName(), Integer.toString(port), kafka.bootstrapServers());
        return ServerProcess.start("bare", port, command, Map.of("CLASSPATH", System.getProperty("java.class.path")));
    }
}

package io.atrium.bench;

import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Webhook intake (1 KB, signed) of the packaged webhook-gateway beside {@link BareServer}: the same broker, the same load,
 * rounds in turn, so that what else the machine does hits both alike. Arguments: see {@link Plan}.
 */
public final class WebhookIntakeBenchmark {

    private WebhookIntakeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Plan plan = Plan.of(arguments);
        Vertx vertx = Vertx.vertx();
        try (Broker broker = Broker.start();
                ServerProcess gateway = GatewayProcess.start(plan, broker);
                ServerProcess bare = bare(broker)) {
            PreparedRequests requests = new PreparedRequests(broker.organization());
            LoadGenerator load = new LoadGenerator(vertx, plan.connections());
            new Rounds(plan, load, requests::next).measure(gateway, bare);
        } finally {
            vertx.close();
        }
        System.exit(0);
    }

    private static ServerProcess bare(Broker broker) throws IOException, InterruptedException {
        int port = GatewayProcess.freePort();
        List<String> command =
                GatewayProcess.java(BareServer.class.getName(), Integer.toString(port), broker.bootstrapServers());
        return ServerProcess.start("bare", port, command, Map.of("CLASSPATH", withoutKit()));
    }

    /** kit-web puts its strict reader of HTTP before every server of a process that has it on its class path. */
    private static String withoutKit() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("kit-web") && !entry.contains("service-kit" + File.separator + "web"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}

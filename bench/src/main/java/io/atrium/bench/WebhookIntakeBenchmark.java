package io.atrium.bench;

import io.atrium.kit.embedded.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Webhook intake (1 KB, signed) of the packaged webhook-gateway beside {@link BareServer}: the same broker, the same load,
 * rounds in turn, so that what else the machine does hits both alike. Arguments: see {@link Plan}.
 */
public final class WebhookIntakeBenchmark {

    private WebhookIntakeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        report(Plan.of(arguments)).print();
        System.exit(0);
    }

    static Report report(Plan plan) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Broker broker = Broker.start();
                ServerProcess gateway = GatewayProcess.start(plan, broker);
                ServerProcess bare = bare(broker)) {
            PreparedRequests prepared = new PreparedRequests(broker.organization());
            LoadGenerator load = new LoadGenerator(vertx, plan.connections(), 202);
            LoadGenerator single = new LoadGenerator(vertx, 1, 202);
            gateway.await(single, () -> Requests.each(prepared.next(1)));
            bare.await(single, () -> Requests.each(prepared.next(1)));
            Supplier<Requests> round = () -> Requests.each(prepared.next(plan.requests()));
            Samples samples = new Rounds(plan.warmUps(), plan.rounds())
                    .measure(List.of(Load.on(gateway, load, round), Load.on(bare, load, round)));
            return new Report("Webhook intake")
                    .add(samples)
                    .add(List.of(
                            Ratio.of("rate: gateway / bare", samples.ratios("gateway", "bare", Sample::rate)),
                            Ratio.of("CPU: bare / gateway", samples.ratios("bare", "gateway", Sample::cpu))));
        } finally {
            vertx.close();
        }
    }

    private static ServerProcess bare(Broker broker) throws IOException, InterruptedException {
        int port = Ports.free();
        List<String> command =
                GatewayProcess.java(BareServer.class.getName(), Integer.toString(port), broker.bootstrapServers());
        return ServerProcess.start("bare", port, command, Map.of("CLASSPATH", ClassPath.withoutKit()));
    }
}

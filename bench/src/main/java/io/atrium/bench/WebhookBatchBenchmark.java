package io.atrium.bench;

import io.vertx.core.Vertx;
import java.util.List;

/**
 * The same events (1 KB, signed) to the packaged webhook-gateway one by one and in batches, rounds in turn: events a
 * second and CPU time an event. Arguments: see {@link Plan}.
 */
public final class WebhookBatchBenchmark {

    private WebhookBatchBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        report(Plan.of(arguments)).print();
        System.exit(0);
    }

    static Report report(Plan plan) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Broker broker = Broker.start();
                ServerProcess gateway = GatewayProcess.start(plan, broker)) {
            PreparedRequests prepared = new PreparedRequests(broker.organization());
            gateway.await(new LoadGenerator(vertx, 1, 202), () -> Requests.each(prepared.next(1)));
            LoadGenerator alone = new LoadGenerator(vertx, plan.connections(), 202);
            LoadGenerator batched = new LoadGenerator(vertx, plan.batchConnections(), 202);
            int batches = plan.requests() / plan.batch();
            Samples samples = new Rounds(plan.warmUps(), plan.rounds())
                    .measure(List.of(
                            Load.on(gateway, alone, () -> Requests.each(prepared.next(plan.requests())))
                                    .named("singles", 1),
                            Load.on(gateway, batched, () -> Requests.each(prepared.nextBatches(batches, plan.batch())))
                                    .named("batches", plan.batch())));
            return new Report("Batches of webhooks")
                    .add("An operation is an event; the times are those of a request.")
                    .add(samples)
                    .add(List.of(
                            Ratio.of("rate: batches / singles", samples.ratios("batches", "singles", Sample::rate)),
                            Ratio.of("CPU: singles / batches", samples.ratios("singles", "batches", Sample::cpu))));
        } finally {
            vertx.close();
        }
    }
}

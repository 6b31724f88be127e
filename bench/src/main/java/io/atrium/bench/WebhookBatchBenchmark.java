package io.atrium.bench;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The same events (1 KB, signed) to the packaged webhook-gateway one by one and in batches, rounds in turn: events a
 * second and CPU time an event. Arguments: see {@link Plan}.
 */
public final class WebhookBatchBenchmark {

    private record Measured(double rate, double cpuMicros) {}

    private WebhookBatchBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Plan plan = Plan.of(arguments);
        Vertx vertx = Vertx.vertx();
        try (Broker broker = Broker.start();
                ServerProcess gateway = GatewayProcess.start(plan, broker)) {
            measure(plan, vertx, new PreparedRequests(broker.organization()), gateway);
        } finally {
            vertx.close();
        }
        System.exit(0);
    }

    private static void measure(Plan plan, Vertx vertx, PreparedRequests requests, ServerProcess gateway)
            throws Exception {
        GatewayProcess.await(gateway, new LoadGenerator(vertx, 1), requests::next);
        LoadGenerator alone = new LoadGenerator(vertx, plan.connections());
        LoadGenerator batched = new LoadGenerator(vertx, plan.batchConnections());
        List<Measured> singles = new ArrayList<>();
        List<Measured> batches = new ArrayList<>();
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            boolean batchesFirst = Math.floorMod(round, 2) == 0;
            for (boolean isBatch : batchesFirst ? List.of(true, false) : List.of(false, true)) {
                List<byte[]> prepared = isBatch
                        ? requests.nextBatches(plan.requests() / plan.batch(), plan.batch())
                        : requests.next(plan.requests());
                int events = isBatch ? prepared.size() * plan.batch() : prepared.size();
                double cpu = gateway.cpuMicros();
                LoadGenerator.Round result = (isBatch ? batched : alone).run(gateway.port(), prepared);
                Measured measured =
                        new Measured(result.rate() * events / prepared.size(), (gateway.cpuMicros() - cpu) / events);
                System.out.printf(
                        "%s %-7s %8.0f events/s  p50 %5.1f ms  p99 %5.1f ms  CPU %4.0f µs/event%n",
                        round < 0 ? "warm-up" : "round " + (round + 1),
                        isBatch ? "batches" : "singles",
                        measured.rate(),
                        result.p50(),
                        result.p99(),
                        measured.cpuMicros());
                if (round >= 0) {
                    (isBatch ? batches : singles).add(measured);
                }
            }
        }
        print(singles, batches);
    }

    private static void print(List<Measured> singles, List<Measured> batches) {
        double rate = Results.median(singles.stream().map(Measured::rate).toList());
        double batchRate = Results.median(batches.stream().map(Measured::rate).toList());
        double cpu = Results.median(singles.stream().map(Measured::cpuMicros).toList());
        double batchCpu =
                Results.median(batches.stream().map(Measured::cpuMicros).toList());
        System.out.printf(
                "%nmedian rate: singles %.0f events/s, batches %.0f events/s; ratio %.2f%n"
                        + "median CPU: singles %.0f µs/event, batches %.0f µs/event; ratio %.2f%n",
                rate, batchRate, batchRate / rate, cpu, batchCpu, cpu / batchCpu);
    }
}

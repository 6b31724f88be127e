package io.atrium.bench;

import java.util.List;
import java.util.function.IntFunction;

/** Rounds of two servers in turn, so that what else the machine does hits both alike; who begins alternates too. */
final class Rounds {

    private final Plan plan;
    private final LoadGenerator load;
    private final IntFunction<List<byte[]>> requests;

    /** @param requests makes so many requests */
    Rounds(Plan plan, LoadGenerator load, IntFunction<List<byte[]>> requests) {
        this.plan = plan;
        this.load = load;
        this.requests = requests;
    }

    /** Measures both and prints what came of it. */
    void measure(ServerProcess first, ServerProcess second) throws Exception {
        GatewayProcess.await(first, load, requests);
        GatewayProcess.await(second, load, requests);
        Results results = new Results(first.name(), second.name());
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            boolean inOrder = Math.floorMod(round, 2) == 0;
            for (ServerProcess server : inOrder ? List.of(first, second) : List.of(second, first)) {
                List<byte[]> prepared = requests.apply(plan.requests());
                double cpu = server.cpuMicros();
                LoadGenerator.Round result = load.run(server.port(), prepared);
                cpu = (server.cpuMicros() - cpu) / plan.requests();
                System.out.printf(
                        "%s %-9s %8.0f req/s  p50 %5.1f ms  p99 %5.1f ms  CPU %4.0f µs/req%n",
                        round < 0 ? "warm-up" : "round " + (round + 1),
                        server.name(),
                        result.rate(),
                        result.p50(),
                        result.p99(),
                        cpu);
                if (round >= 0) {
                    results.add(server == first, result, cpu);
                }
            }
        }
        results.print(System.out);
    }
}

package io.atrium.bench;

import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What counting costs a request: the smallest that is counted, a GET without a token of an address that nobody serves,
 * with a limit out of reach beside the same service without limits. Arguments: see {@link Plan}.
 */
public final class RateLimitBenchmark {

    private static final int NOT_FOUND = 404;
    private static final byte[] REQUEST = RawRequest.json("GET", "/api/v1/nowhere", "", "");

    private RateLimitBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        report(Plan.of(arguments)).print();
        System.exit(0);
    }

    static Report report(Plan plan) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Broker broker = Broker.start();
                ServerProcess counted = GatewayProcess.start("counted", plan, broker, limit("1000000000"));
                ServerProcess uncounted = GatewayProcess.start("uncounted", plan, broker, limit("0"))) {
            LoadGenerator load = new LoadGenerator(vertx, plan.connections(), NOT_FOUND);
            LoadGenerator single = new LoadGenerator(vertx, 1, NOT_FOUND);
            counted.await(single, () -> requests(1));
            uncounted.await(single, () -> requests(1));
            Supplier<Requests> round = () -> requests(plan.requests());
            Samples samples = new Rounds(plan.warmUps(), plan.rounds())
                    .measure(List.of(Load.on(counted, load, round), Load.on(uncounted, load, round)));
            return new Report("Rate limits")
                    .add(samples)
                    .add(List.of(
                            Ratio.of("rate: counted / uncounted", samples.ratios("counted", "uncounted", Sample::rate)),
                            Ratio.of("CPU: counted / uncounted", samples.ratios("counted", "uncounted", Sample::cpu))));
        } finally {
            vertx.close();
        }
    }

    private static Map<String, String> limit(String requests) {
        return Map.of("RATE_LIMIT_REQUESTS", requests, "QUARKUS_LOG_LEVEL", "WARN");
    }

    private static Requests requests(int count) {
        return Requests.each(Collections.nCopies(count, REQUEST));
    }
}

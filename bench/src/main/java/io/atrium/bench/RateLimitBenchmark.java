package io.atrium.bench;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What counting costs a request: the smallest that is counted, a GET without a token of an address that nobody serves,
 * with a limit out of reach beside the same service without limits. Arguments: see {@link Plan}.
 */
public final class RateLimitBenchmark {

    private static final int NOT_FOUND = 404;
    private static final byte[] REQUEST =
            ("GET /api/v1/nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    private RateLimitBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Plan plan = Plan.of(arguments);
        Vertx vertx = Vertx.vertx();
        try (Broker broker = Broker.start();
                ServerProcess counted = GatewayProcess.start("counted", plan, broker, limit("1000000000"));
                ServerProcess uncounted = GatewayProcess.start("uncounted", plan, broker, limit("0"))) {
            LoadGenerator load = new LoadGenerator(vertx, plan.connections(), NOT_FOUND);
            new Rounds(plan, load, RateLimitBenchmark::requests).measure(counted, uncounted);
        } finally {
            vertx.close();
        }
        System.exit(0);
    }

    private static Map<String, String> limit(String requests) {
        return Map.of("RATE_LIMIT_REQUESTS", requests, "QUARKUS_LOG_LEVEL", "WARN");
    }

    private static List<byte[]> requests(int count) {
        return Collections.nCopies(count, REQUEST);
    }
}

package io.atrium.bench;

import java.nio.file.Path;

/**
 * What a run with a number of requests a round does.
 *
 * @param rounds measured rounds of each server
 * @param requests requests a round
 * @param connections keep-alive connections, one request at a time on each
 * @param batch events a batch
 * @param batchConnections connections that batches are sent over
 * @param warmUps rounds of each server before measuring
 * @param gateway the packaged webhook-gateway
 */
record Plan(int rounds, int requests, int connections, int batch, int batchConnections, int warmUps, Path gateway) {

    /** @throws IllegalArgumentException when an argument is unknown or not what it must be */
    static Plan of(String... given) {
        Arguments arguments = Arguments.of(given);
        Plan plan = new Plan(
                arguments.number("rounds", 7, 1),
                arguments.number("requests", 25_000, 1),
                arguments.number("connections", 128, 1),
                arguments.number("batch", 100, 1),
                arguments.number("batchconnections", 8, 1),
                arguments.number("warmups", 6, 0),
                Path.of(arguments.text("gateway", "webhook-gateway/target/quarkus-app/quarkus-run.jar"))
                        .toAbsolutePath());
        arguments.end();
        return plan;
    }
}

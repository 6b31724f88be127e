package io.atrium.bench;

import java.nio.file.Path;

/**
 * What a run does, from {@code name=value} arguments.
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

    static Plan of(String[] arguments) {
        Plan plan = new Plan(
                7,
                25_000,
                128,
                100,
                8,
                6,
                Path.of("webhook-gateway/target/quarkus-app/quarkus-run.jar").toAbsolutePath());
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not name=value: " + argument);
            }
            plan = plan.with(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return plan;
    }

    private Plan with(String name, String value) {
        int number = name.equals("gateway") ? 0 : Integer.parseInt(value);
        return switch (name) {
            case "rounds" -> new Plan(number, requests, connections, batch, batchConnections, warmUps, gateway);
            case "requests" -> new Plan(rounds, number, connections, batch, batchConnections, warmUps, gateway);
            case "connections" -> new Plan(rounds, requests, number, batch, batchConnections, warmUps, gateway);
            case "batch" -> new Plan(rounds, requests, connections, number, batchConnections, warmUps, gateway);
            case "batchconnections" -> new Plan(rounds, requests, connections, batch, number, warmUps, gateway);
            case "warmups" -> new Plan(rounds, requests, connections, batch, batchConnections, number, gateway);
            case "gateway" -> new Plan(rounds, requests, connections, batch, batchConnections, warmUps, Path.of(value));
            default -> throw new IllegalArgumentException("unknown argument " + name);
        };
    }
}

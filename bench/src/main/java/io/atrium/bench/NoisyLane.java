package io.atrium.bench;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** What two organizations share, and how one of them floods it. */
enum NoisyLane {
    /** Signed webhooks, one after another on each connection. */
    INTAKE,
    /** Webhooks that were taken before and wait to be processed. */
    BACKLOG,
    /** Reads of lists. */
    READS,
    /** Logins, the password of each of which is hashed. */
    LOGINS,
    /** Full syncs with a provider whose list does not end. */
    SYNC;

    static NoisyLane of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Begins to flood; ends when what it answers is closed. */
    Flood begin(NeighbourPlan plan, BenchTenant loud) {
        return switch (this) {
            case INTAKE -> Flood.of(plan.connections(), () -> loud.push("flood-" + UUID.randomUUID()));
            case BACKLOG -> {
                loud.pushBatches(plan.backlog());
                yield Flood.of(0, () -> 0);
            }
            case READS -> Flood.of(plan.connections(), reads(loud));
            case LOGINS -> Flood.of(plan.connections(), loud::login);
            case SYNC -> {
                loud.useCredential(EndlessProvider.CREDENTIAL);
                yield Flood.of(1, loud::sync, loud::cancelSyncs);
            }
        };
    }

    private static Supplier<Integer> reads(BenchTenant loud) {
        return () ->
                loud.read(Math.floorMod(System.nanoTime() >> 12, 2) == 0 ? "/users?limit=200" : "/webhooks/events");
    }
}

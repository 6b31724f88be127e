package io.atrium.integration.work;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;

/**
 * What a claim may take.
 *
 * @param limit pieces of work altogether
 * @param share pieces of one organization, with those that it has running
 * @param running how many pieces of an organization run here
 */
record Shares(int limit, int share, Map<UUID, Integer> running) {

    Shares {
        requireNonNull(running, "running");
        running = Map.copyOf(running);
    }

    UUID[] organizations() {
        return running.keySet().toArray(UUID[]::new);
    }

    Integer[] counts() {
        return running.values().toArray(Integer[]::new);
    }

    /** Organizations that have their share. */
    UUID[] full() {
        return running.entrySet().stream()
                .filter(entry -> entry.getValue() >= share)
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
    }

    Shares less(int taken) {
        return new Shares(limit - taken, share, running);
    }
}

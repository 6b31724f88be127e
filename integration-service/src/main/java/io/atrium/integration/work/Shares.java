package io.atrium.integration.work;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a claim may take.
 *
 * @param limit pieces of work altogether
 * @param share pieces of one organization, with those that it has running
 * @param running how many pieces of an organization run here
 * @param slow organizations of which work is slow
 * @param ofSlow whether of these alone; otherwise of all others
 */
record Shares(int limit, int share, Map<UUID, Integer> running, Set<UUID> slow, boolean ofSlow) {

    Shares {
        requireNonNull(running, "running");
        requireNonNull(slow, "slow");
        running = Map.copyOf(running);
        slow = Set.copyOf(slow);
    }

    /** Where no organization is known to be slow. */
    Shares(int limit, int share, Map<UUID, Integer> running) {
        this(limit, share, running, Set.of(), false);
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

    UUID[] slowOrganizations() {
        return slow.toArray(UUID[]::new);
    }
}

package io.atrium.kit.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a lane passes over for the moment: partitions that have not answered or cannot be written, and keys whose message
 * failed by its own fault.
 *
 * <p>A pass goes through the topic in the order of seq. What it has left out stays left out until the next whole pass,
 * which begins with the oldest again: so nothing overtakes an older message of its key. While something is held, whole
 * passes are a second apart, and longer when one takes long; the passes between them look at what is new.
 */
final class LaneHolds {

    private static final long WHOLE_PASS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int PASS_SHARE = 4;
    private static final int MOST_KEYS = 1_000;

    private final Map<Integer, PartitionState> partitions = new HashMap<>();
    private final Map<String, Long> blockedKeys = new HashMap<>();
    private final Set<Integer> closedPartitions = new HashSet<>();
    private final Set<String> closedKeys = new HashSet<>();
    private long passed;
    private long nextWholePass = System.nanoTime();
    private long passBegan = System.nanoTime();
    private boolean wholePass;

    /** Begins a pass: with the oldest, when that is due or nothing is held. */
    void beginPass() {
        long now = System.nanoTime();
        blockedKeys.values().removeIf(until -> until - now <= 0);
        wholePass = now - nextWholePass >= 0 || !any();
        if (wholePass) {
            passBegan = now;
            beginAtTheOldest();
        }
    }

    void beginAtTheOldest() {
        passed = 0;
        closedPartitions.clear();
        closedKeys.clear();
    }

    void endPass() {
        if (wholePass) {
            long now = System.nanoTime();
            nextWholePass = now + Math.max(WHOLE_PASS_NANOS, PASS_SHARE * (now - passBegan));
        }
    }

    /** What was left out may be sent now: the next pass is a whole one. */
    void makeWholePassDue() {
        nextWholePass = System.nanoTime();
    }

    long nanosToWholePass() {
        return Math.max(0, nextWholePass - System.nanoTime());
    }

    /** The seq up to which the pass has looked. */
    long passed() {
        return passed;
    }

    void passTo(long seq) {
        passed = seq;
    }

    boolean any() {
        return !blockedKeys.isEmpty()
                || partitions.values().stream().anyMatch(state -> state.isBusy() || state.isBlocked());
    }

    PartitionState partition(int partition) {
        return partitions.computeIfAbsent(partition, ignored -> new PartitionState());
    }

    int blockedPartitions() {
        return (int)
                partitions.values().stream().filter(PartitionState::isBlocked).count();
    }

    int closedPartitions() {
        return closedPartitions.size();
    }

    boolean isClosed(int partition) {
        return closedPartitions.contains(partition);
    }

    /** Leaves the partition out for the rest of the pass. */
    void close(int partition) {
        closedPartitions.add(partition);
    }

    boolean isBlocked(String key) {
        return blockedKeys.containsKey(key);
    }

    /** Whether the pass has left the key out, or has to. */
    boolean isClosed(String key) {
        return closedKeys.contains(key) || blockedKeys.containsKey(key) && closedKeys.add(key);
    }

    /** @return whether there is room to remember it; if not, its partition is to be held in its place */
    boolean block(String key, long until) {
        closedKeys.add(key);
        blockedKeys.put(key, until);
        return blockedKeys.size() <= MOST_KEYS;
    }
}

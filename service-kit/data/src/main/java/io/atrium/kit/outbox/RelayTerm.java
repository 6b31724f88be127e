package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The time for which one connection holds the lease, with a lane for each topic: as many as the service's own topics.
 * Compacted topics are read on the connection of the lease; the others on one of their own, where a message that takes
 * long to read delays no state.
 */
final class RelayTerm {

    private final SqlConnection lease;
    private final SqlConnection reading;
    private final OutboxReads reads;
    private final Function<String, RelayLane> make;
    private final Duration askEvery;
    private final Consumer<Throwable> broken;
    private final Map<String, RelayLane> lanes = new HashMap<>();
    private long asked = System.nanoTime();
    private boolean closed;

    /**
     * @param prepared topics whose lane is made ready before they have a message
     * @param askEvery a connection that is silent for longer may be closed as lost
     * @param broken told when the database cannot be asked any more
     */
    RelayTerm(
            SqlConnection lease,
            SqlConnection reading,
            OutboxReads reads,
            Set<String> prepared,
            Duration askEvery,
            Consumer<Throwable> broken,
            Function<String, RelayLane> make) {
        this.lease = lease;
        this.reading = reading;
        this.reads = reads;
        this.make = make;
        this.askEvery = askEvery;
        this.broken = broken;
        prepared.forEach(topic -> lanes.put(topic, make.apply(topic)));
        lanes.values().forEach(RelayLane::wake);
    }

    boolean isOn(SqlConnection other) {
        return lease.equals(other);
    }

    Uni<Void> wake() {
        keepReading();
        return reads.topics(lease).invoke(this::wakeLanes).replaceWithVoid();
    }

    /** The connection of the lease is asked at each wake; the other one only when something waits. */
    private void keepReading() {
        long now = System.nanoTime();
        if (now - asked > askEvery.toNanos()) {
            asked = now;
            reading.query("SELECT 1").execute().subscribe().with(answered -> {}, failure -> {
                if (!closed) {
                    broken.accept(failure);
                }
            });
        }
    }

    private void wakeLanes(Collection<String> topics) {
        if (!closed) {
            topics.forEach(topic -> lanes.computeIfAbsent(topic, make).wake());
        }
    }

    int blockedPartitions() {
        return lanes.values().stream().mapToInt(RelayLane::blockedPartitions).sum();
    }

    void close() {
        closed = true;
        lanes.values().forEach(RelayLane::close);
        reading.close().subscribe().with(done -> {}, failure -> {
            // it was lost before
        });
    }
}

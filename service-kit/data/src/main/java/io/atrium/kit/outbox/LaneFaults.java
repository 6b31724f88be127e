package io.atrium.kit.outbox;

import io.atrium.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What happens to a message that fails by its own fault. It is tried {@code atrium.outbox.attempts} times and then, by
 * its topic: a change goes out as its identity, and is set aside only when even that fails as often; a state is read anew
 * and tried without end, with readiness down; any other is set aside with the reason.
 */
@ApplicationScoped
class LaneFaults {

    private static final Logger LOG = Logger.getLogger(LaneFaults.class);
    private static final int LONGEST_REASON = 500;

    private final OutboxConfig config;
    private final OutboxReads reads;
    private final RelayMetrics metrics;
    private final StuckStates stuck;

    LaneFaults(OutboxConfig config, RelayMetrics metrics, StuckStates stuck) {
        this.config = config;
        this.reads = new OutboxReads(config);
        this.metrics = metrics;
        this.stuck = stuck;
    }

    /** Counts a failed try, and sets the message aside when it was the last. */
    Uni<Void> failed(SqlConnection connection, OutboxRow row, Throwable failure) {
        return failed(connection, row.topic(), row.seq(), failure);
    }

    Uni<Void> failed(SqlConnection connection, String topic, long seq, Throwable failure) {
        String reason = reason(failure);
        metrics.failed(topic);
        if (OutboxRow.isState(topic)) {
            stuck.failed(seq, topic, reason);
        }
        return reads.failed(connection, seq, reason, most(topic))
                .invoke(counted -> counted.ifPresent(message -> tell(topic, message, reason)))
                .replaceWithVoid();
    }

    /** Messages that the broker has. */
    void sent(OutboxRow row) {
        stuck.sent(row.seq());
        if (row.attempts() >= config.attempts() || !row.tombstone() && row.data() == null) {
            metrics.replaced(row.topic());
            LOG.warnf(
                    "Message %s for %s was sent in another form than it was written in: %d attempts, %d bytes",
                    row.id(), row.topic(), row.attempts(), row.length());
        }
    }

    /** When a message that has failed so often is tried again, by {@link System#nanoTime()}. */
    long pauseUntil(int failures, String topic) {
        Duration longest = OutboxRow.isState(topic) ? config.longestBackoffOfState() : config.longestBackoff();
        return System.nanoTime()
                + new Backoff(config.backoff(), longest).after(failures).toNanos();
    }

    private int most(String topic) {
        if (OutboxRow.isState(topic)) {
            return Integer.MAX_VALUE;
        }
        return OutboxRow.isChange(topic) ? 2 * config.attempts() : config.attempts();
    }

    private void tell(String topic, OutboxReads.Counted message, String reason) {
        if (message.setAside()) {
            metrics.setAside(topic);
        }
        LOG.warnf(
                "Outbox message %s for %s failed, attempt %d%s: %s",
                message.id(), topic, message.attempts(), message.setAside() ? ", and is set aside" : "", reason);
    }

    private static String reason(Throwable failure) {
        String text =
                failure instanceof UnsendableException own ? String.valueOf(own.getMessage()) : failure.toString();
        String clean = text.replace('\0', ' ');
        return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON);
    }
}

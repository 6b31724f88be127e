package io.atrium.webhook.rejection;

import io.atrium.contracts.ChangeRecord;
import io.atrium.kit.event.EventSender;
import io.atrium.webhook.signature.Verdict;
import io.atrium.webhook.source.WebhookSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts refused signatures per source and tells the audit trail once a minute and at shutdown, straight to the topic:
 * this service has no database for an outbox. Only known sources are counted, so memory is bounded by their number.
 */
@Singleton
public final class RejectedSignatures {

    private static final Logger LOG = Logger.getLogger(RejectedSignatures.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

    private record SourceKey(String organizationId, String source) {}

    private final EventSender sender;
    private final Vertx vertx;
    private final RejectionConfig config;
    private final ConcurrentHashMap<SourceKey, RejectionCount> counts = new ConcurrentHashMap<>();

    RejectedSignatures(EventSender sender, Vertx vertx, RejectionConfig config) {
        this.sender = sender;
        this.vertx = vertx;
        this.config = config;
    }

    /** Counts one. */
    public void count(WebhookSource source, Verdict reason, @Nullable String ip, @Nullable String traceParent) {
        SourceKey key = new SourceKey(source.organization(), source.name());
        counts.compute(key, (same, known) -> {
            RejectionCount count = known == null ? new RejectionCount(Instant.now()) : known;
            count.add(reason, ip, traceParent);
            return count;
        });
    }

    void start(@Observes StartupEvent event) {
        sender.prepare(ChangeRecord.TOPIC);
        vertx.setPeriodic(
                config.interval().toMillis(), timer -> flush().subscribe().with(nothing -> {}));
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            flush().await().atMost(SHUTDOWN_TIMEOUT);
        } catch (RuntimeException e) {
            LOG.warnf("Counts of refused signatures were lost: %s", e.toString());
        }
    }

    private Uni<Void> flush() {
        List<Uni<Void>> told = new ArrayList<>();
        for (SourceKey key : List.copyOf(counts.keySet())) {
            RejectionCount count = counts.remove(key);
            if (count != null) {
                told.add(tell(key, count));
            }
        }
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(told).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> tell(SourceKey key, RejectionCount count) {
        return sender.send(
                        ChangeRecord.TOPIC,
                        key.organizationId(),
                        RejectionEvent.of(key.organizationId(), key.source(), count, Instant.now()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Counts of refused signatures cannot be sent to Kafka yet: %s", failure.toString()))
                .onFailure()
                .recoverWithUni(() -> keep(key, count));
    }

    /** Puts an untold count back under what has come meanwhile; told twice is better than never. */
    private Uni<Void> keep(SourceKey key, RejectionCount count) {
        counts.merge(key, count, (later, earlier) -> earlier.plus(later));
        return Uni.createFrom().voidItem();
    }
}

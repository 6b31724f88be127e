package io.atrium.kit.feed;

import io.atrium.contracts.Revocation;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.token.Revocations;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The revocations of {@link Topics#REVOCATIONS}. An expired one applies to no token any more. */
@Startup
@ApplicationScoped
public class RevocationFeed implements Revocations {
    private static final long SWEEP_NANOS = Duration.ofMinutes(1).toNanos();

    private final TopicTable<Refusal> refusals;
    private long swept = System.nanoTime();

    RevocationFeed(TopicTables tables) {
        refusals = tables.open(Topics.REVOCATIONS, RevocationFeed::decode);
        refusals.onChange((key, refusal) -> sweep());
    }

    /** Called on the table's own thread: what grows the table also cleans it. */
    private void sweep() {
        long now = System.nanoTime();
        if (now - swept > SWEEP_NANOS) {
            swept = now;
            refusals.forget(refusal -> !refusal.isInForce());
        }
    }

    @Override
    public boolean isRevoked(@Nullable UUID sessionId, UUID userId, int tokenVersion) {
        Refusal user = refusals.get(Revocation.Kind.USER.key(userId));
        if (user != null && tokenVersion < user.leastVersion() && user.isInForce()) {
            return true;
        }
        Refusal session = sessionId == null ? null : refusals.get(Revocation.Kind.SESSION.key(sessionId));
        return session != null && session.isInForce();
    }

    /** Whether every revocation there was at the start is known. */
    public boolean isCaughtUp() {
        return refusals.isCaughtUp();
    }

    private static Refusal decode(String key, byte[] value) throws UnreadableEventException {
        Revocation revocation = EventEnvelope.parse(value).requireData(Revocation.MESSAGE);
        if (!key.equals(revocation.key())) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The revocation does not belong to its key");
        }
        Integer leastVersion = revocation.minVersion();
        return new Refusal(leastVersion == null ? 0 : leastVersion, revocation.expiresAt());
    }

    /** What a process keeps of a revocation. */
    private record Refusal(int leastVersion, Instant expiresAt) {
        boolean isInForce() {
            return Instant.now().isBefore(expiresAt);
        }
    }
}

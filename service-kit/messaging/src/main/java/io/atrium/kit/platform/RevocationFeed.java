package io.atrium.kit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.token.Revocations;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.atrium.kit.topic.Topics;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Revocations as {@link Topics#REVOCATIONS} gives them. One past its end covers no token any more. */
@Startup
@ApplicationScoped
public class RevocationFeed implements Revocations {
    private static final long SWEEP_NANOS = Duration.ofMinutes(1).toNanos();

    private final TopicTable<Revocation> revocations;
    private long swept = System.nanoTime();

    RevocationFeed(TopicTables tables) {
        revocations = tables.open(Topics.REVOCATIONS, RevocationFeed::decode);
        revocations.onChange((key, revocation) -> sweep());
    }

    /** Called on the table's own thread: what grows the table also cleans it. */
    private void sweep() {
        long now = System.nanoTime();
        if (now - swept > SWEEP_NANOS) {
            swept = now;
            revocations.forget(revocation -> !revocation.isInForce());
        }
    }

    @Override
    public boolean isRevoked(@Nullable UUID sessionId, UUID userId, int tokenVersion) {
        Revocation user = revocations.get("user:" + userId);
        if (user != null && tokenVersion < user.leastVersion() && user.isInForce()) {
            return true;
        }
        Revocation session = sessionId == null ? null : revocations.get("session:" + sessionId);
        return session != null && session.isInForce();
    }

    private static Revocation decode(String key, byte[] value) throws UnreadableEventException {
        JsonNode data =
                EventEnvelope.parse(value).requireType("io.atrium.revocation").requireData();
        String kind = data.path("kind").asText();
        if (!key.equals(kind + ":" + data.path("id").asText())) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The revocation does not belong to its key");
        }
        try {
            return new Revocation(
                    data.path("min_version").asInt(0),
                    Instant.parse(data.path("expires_at").asText()));
        } catch (DateTimeParseException e) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The revocation says no time until which it is needed");
        }
    }

    private record Revocation(int leastVersion, Instant expiresAt) {
        boolean isInForce() {
            return Instant.now().isBefore(expiresAt);
        }
    }
}

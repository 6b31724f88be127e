package io.atrium.identity.session;

import io.atrium.identity.signing.AccessTokens;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.topic.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Tells every service which access tokens to refuse before they expire, in the transaction that revokes them. */
@ApplicationScoped
public class RevocationEvents {

    private static final String TYPE = "io.atrium.revocation";

    private final Outbox outbox;
    private final AccessTokens tokens;

    RevocationEvents(Outbox outbox, AccessTokens tokens) {
        this.outbox = outbox;
        this.tokens = tokens;
    }

    Uni<Void> session(UUID organizationId, UUID sessionId) {
        Map<String, Object> data = Map.of("kind", "session", "id", sessionId, "expires_at", tokens.allExpiredAt());
        return publish("session:" + sessionId, organizationId, sessionId, data);
    }

    /** Refuses the user's tokens of versions below {@code minVersion}. */
    public Uni<Void> user(UUID organizationId, UUID userId, int minVersion) {
        Map<String, Object> data =
                Map.of("kind", "user", "id", userId, "min_version", minVersion, "expires_at", tokens.allExpiredAt());
        return publish("user:" + userId, organizationId, userId, data);
    }

    private Uni<Void> publish(String key, UUID organizationId, UUID subject, Map<String, Object> data) {
        return outbox.publish(
                OutboxMessage.of(Topics.REVOCATIONS, key, TYPE, organizationId, subject.toString(), data));
    }
}

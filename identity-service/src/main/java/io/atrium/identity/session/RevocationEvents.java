package io.atrium.identity.session;

import io.atrium.contracts.Revocation;
import io.atrium.identity.signing.AccessTokens;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Tells every service which access tokens to refuse before they expire, in the transaction that revokes them. */
@ApplicationScoped
public class RevocationEvents {

    private final Outbox outbox;
    private final AccessTokens tokens;

    RevocationEvents(Outbox outbox, AccessTokens tokens) {
        this.outbox = outbox;
        this.tokens = tokens;
    }

    Uni<Void> session(UUID organizationId, UUID sessionId) {
        return outbox.publish(ofSession(organizationId, sessionId));
    }

    /** Refuses the user's tokens of versions below {@code minVersion}. */
    public Uni<Void> user(UUID organizationId, UUID userId, int minVersion) {
        return outbox.publish(ofUser(organizationId, userId, minVersion));
    }

    OutboxMessage ofSession(UUID organizationId, UUID sessionId) {
        return message(organizationId, Revocation.session(sessionId, tokens.allExpiredAt()));
    }

    OutboxMessage ofUser(UUID organizationId, UUID userId, int minVersion) {
        return message(organizationId, Revocation.user(userId, minVersion, tokens.allExpiredAt()));
    }

    private static OutboxMessage message(UUID organizationId, Revocation revocation) {
        return OutboxMessage.of(
                Revocation.MESSAGE,
                revocation.key(),
                organizationId,
                revocation.id().toString(),
                revocation);
    }
}

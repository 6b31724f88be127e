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
        return publish(organizationId, Revocation.session(sessionId, tokens.allExpiredAt()));
    }

    /** Refuses the user's tokens of versions below {@code minVersion}. */
    public Uni<Void> user(UUID organizationId, UUID userId, int minVersion) {
        return publish(organizationId, Revocation.user(userId, minVersion, tokens.allExpiredAt()));
    }

    private Uni<Void> publish(UUID organizationId, Revocation revocation) {
        return outbox.publish(OutboxMessage.of(
                Revocation.MESSAGE,
                revocation.key(),
                organizationId,
                revocation.id().toString(),
                revocation));
    }
}

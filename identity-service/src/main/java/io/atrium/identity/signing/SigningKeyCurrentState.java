package io.atrium.identity.signing;

import io.atrium.contracts.Topics;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.outbox.CompactedState;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The signing keys as the table has them now. */
@ApplicationScoped
class SigningKeyCurrentState implements CompactedState {

    private final SigningKeyRepository keys;
    private final TenantTransaction transaction;

    SigningKeyCurrentState(SigningKeyRepository keys, TenantTransaction transaction) {
        this.keys = keys;
        this.transaction = transaction;
    }

    @Override
    public String topic() {
        return Topics.SIGNING_KEYS;
    }

    @Override
    public Uni<Optional<OutboxMessage>> current(@Nullable UUID organizationId, String kid) {
        return transaction
                .read(TenantScope.system(PlatformOrganization.ID, null), keys::all)
                .map(all -> all.stream()
                        .filter(key -> key.kid().equals(kid))
                        .findFirst()
                        .map(key -> SigningKeyEvents.message(key.kid(), key.status(), key.publicJwk())));
    }
}

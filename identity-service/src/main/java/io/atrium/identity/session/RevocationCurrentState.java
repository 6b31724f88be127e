package io.atrium.identity.session;

import io.atrium.contracts.Revocation;
import io.atrium.contracts.Topics;
import io.atrium.identity.user.Account;
import io.atrium.identity.user.Users;
import io.atrium.kit.outbox.CompactedState;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Revocations as they stand now. A session that was revoked stays so; of a user, every token below the present version is
 * refused, and every token of one who is gone.
 */
@ApplicationScoped
class RevocationCurrentState implements CompactedState {

    private static final String SESSION = Revocation.Kind.SESSION.text() + ":";

    private final Users users;
    private final RevocationEvents revocations;
    private final TenantTransaction transaction;

    RevocationCurrentState(Users users, RevocationEvents revocations, TenantTransaction transaction) {
        this.users = users;
        this.revocations = revocations;
        this.transaction = transaction;
    }

    @Override
    public String topic() {
        return Topics.REVOCATIONS;
    }

    @Override
    public Uni<Optional<OutboxMessage>> current(@Nullable UUID organizationId, String key) {
        UUID id = UUID.fromString(key.substring(key.indexOf(':') + 1));
        if (organizationId == null) {
            return Uni.createFrom().failure(new IllegalArgumentException("A revocation names its organization"));
        }
        if (key.startsWith(SESSION)) {
            return Uni.createFrom().item(() -> Optional.of(revocations.ofSession(organizationId, id)));
        }
        return transaction
                .read(TenantScope.system(organizationId, null), () -> users.find(organizationId, id))
                .map(found -> found.map(Account::tokenVersion).orElse(Integer.MAX_VALUE))
                .map(version -> Optional.of(revocations.ofUser(organizationId, id, version)));
    }
}

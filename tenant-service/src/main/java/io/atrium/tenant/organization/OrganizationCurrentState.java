package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.Topics;
import io.atrium.kit.outbox.CompactedState;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The states of organizations as the table has them now. */
@ApplicationScoped
class OrganizationCurrentState implements CompactedState {
    private final OrganizationRepository organizations;
    private final TenantTransaction transaction;

    OrganizationCurrentState(OrganizationRepository organizations, TenantTransaction transaction) {
        this.organizations = organizations;
        this.transaction = transaction;
    }

    @Override
    public String topic() {
        return Topics.ORGANIZATIONS;
    }

    /** The key is the organization's id ({@link OrganizationState#key}). */
    @Override
    public Uni<Optional<OutboxMessage>> current(@Nullable UUID organizationId, String key) {
        UUID id = UUID.fromString(key);
        return transaction
                .read(TenantScope.system(id, null), () -> organizations.find(id))
                .map(found -> found.map(OrganizationStates::state));
    }
}

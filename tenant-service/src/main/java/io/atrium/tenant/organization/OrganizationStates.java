package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationState;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Publishes states of organizations in the transaction that changes them. */
@ApplicationScoped
class OrganizationStates {
    private final Outbox outbox;
    private final OrganizationRepository organizations;

    OrganizationStates(Outbox outbox, OrganizationRepository organizations) {
        this.outbox = outbox;
        this.organizations = organizations;
    }

    /** Writes the change and its state; the version that goes out is the one that the row then has. */
    Uni<OrganizationEntity> publish(OrganizationEntity entity) {
        return organizations.flush().chain(() -> outbox.publish(state(entity))).replaceWith(entity);
    }

    Uni<Void> publishRemoval(UUID id) {
        return outbox.publish(OutboxMessage.tombstone(OrganizationState.MESSAGE, OrganizationState.key(id), id));
    }

    static OutboxMessage state(OrganizationEntity entity) {
        UUID id = entity.organizationId;
        OrganizationState state = new OrganizationState(
                id,
                entity.name,
                entity.domain,
                entity.subdomain,
                entity.status,
                entity.plan.text(),
                entity.version,
                entity.updatedAt);
        return OutboxMessage.of(OrganizationState.MESSAGE, OrganizationState.key(id), id, id.toString(), state);
    }
}

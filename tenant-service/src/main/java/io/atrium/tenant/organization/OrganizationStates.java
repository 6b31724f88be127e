package io.atrium.tenant.organization;

import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.topic.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Publishes states of organizations in the transaction that changes them. */
@ApplicationScoped
class OrganizationStates {
    private static final String TYPE = "io.atrium.organization.state";

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
        return outbox.publish(OutboxMessage.tombstone(Topics.ORGANIZATIONS, id.toString(), TYPE, id));
    }

    private static OutboxMessage state(OrganizationEntity entity) {
        String id = entity.organizationId.toString();
        return OutboxMessage.of(
                Topics.ORGANIZATIONS, id, TYPE, entity.organizationId, id, OrganizationState.of(entity));
    }
}

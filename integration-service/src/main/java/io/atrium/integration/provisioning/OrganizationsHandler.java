package io.atrium.integration.provisioning;

import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Provisions each organization that has become active. What fails for one is parked, and the next one's goes on. A
 * compacted topic has no dead letters: what cannot be read is passed by.
 */
@ApplicationScoped
class OrganizationsHandler implements BatchHandler<UUID> {

    private static final Logger LOG = Logger.getLogger(OrganizationsHandler.class);

    private final Provisioning provisioning;
    private final ParkedProvisioning parked;

    OrganizationsHandler(Provisioning provisioning, ParkedProvisioning parked) {
        this.provisioning = provisioning;
        this.parked = parked;
    }

    @Override
    public @Nullable UUID parse(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            OrganizationState state = EventEnvelope.parse(record.value()).requireData(OrganizationState.MESSAGE);
            return state.status() == OrganizationStatus.ACTIVE ? state.id() : null;
        } catch (UnreadableEventException e) {
            LOG.warnf("The state of an organization at offset %d cannot be read", (Long) record.offset());
            return null;
        }
    }

    @Override
    public Uni<Void> process(List<UUID> organizations) {
        return Batches.inOrder(
                organizations.stream().distinct().toList(),
                organization -> provisioning
                        .provision(organization)
                        .onFailure(failure -> !Outages.isOutage(failure))
                        .recoverWithUni(failure -> parked.park(organization, failure)));
    }
}

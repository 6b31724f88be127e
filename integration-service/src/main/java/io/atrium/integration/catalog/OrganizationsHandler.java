package io.atrium.integration.catalog;

import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Provisions each organization that has become active. A compacted topic has no dead letters: the rest is passed by. */
@ApplicationScoped
class OrganizationsHandler implements BatchHandler<UUID> {

    private static final Logger LOG = Logger.getLogger(OrganizationsHandler.class);

    private final Provisioning provisioning;

    OrganizationsHandler(Provisioning provisioning) {
        this.provisioning = provisioning;
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
        return Multi.createFrom()
                .iterable(organizations.stream().distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(provisioning::provision)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}

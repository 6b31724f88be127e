package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state behind a compacted topic, implemented by the service that owns it. A message for such a topic is never set
 * aside, since a key would keep an older state for good: when one cannot be sent as it was written, the current state is
 * read here and sent in its place.
 */
public interface CompactedState {

    /** The topic, one of {@link io.atrium.contracts.Topics#COMPACTED}. */
    String topic();

    /**
     * What the key's record says now, read from the table of the state in a transaction of its own.
     *
     * @param organizationId the organization of the message that could not be sent, or null
     * @return empty when there is nothing any more: a tombstone is sent
     */
    Uni<Optional<OutboxMessage>> current(@Nullable UUID organizationId, String key);
}

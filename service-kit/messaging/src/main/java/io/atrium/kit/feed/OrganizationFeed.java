package io.atrium.kit.feed;

import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.OrganizationStatus;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The organization states of {@link Topics#ORGANIZATIONS}. */
@Startup
@ApplicationScoped
public class OrganizationFeed implements OrganizationStates {
    private final TopicTable<OrganizationStatus> states;

    OrganizationFeed(TopicTables tables) {
        states = tables.open(Topics.ORGANIZATIONS, OrganizationFeed::decode);
    }

    /** An organization whose only state cannot be read is refused, as one that is suspended. */
    @Override
    public Optional<OrganizationStatus> find(UUID organizationId) {
        String key = OrganizationState.key(organizationId);
        OrganizationStatus status = states.get(key);
        return status == null && states.isUnreadable(key)
                ? Optional.of(OrganizationStatus.SUSPENDED)
                : Optional.ofNullable(status);
    }

    /** Whether every organization there was at the start is known. */
    public boolean isCaughtUp() {
        return states.isCaughtUp();
    }

    private static OrganizationStatus decode(String key, byte[] value) throws UnreadableEventException {
        OrganizationState state = EventEnvelope.parse(value).requireData(OrganizationState.MESSAGE);
        if (!key.equals(OrganizationState.key(state.id()))) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The state does not belong to its key");
        }
        return state.status();
    }
}

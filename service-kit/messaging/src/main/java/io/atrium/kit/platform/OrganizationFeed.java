package io.atrium.kit.platform;

import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.OrganizationStatus;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.token.OrganizationStates;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The states of organizations as {@link Topics#ORGANIZATIONS} gives them. A state that cannot be read leaves the former
 * one; where there was none, the organization counts as suspended: what nobody knows to be allowed is refused.
 */
@Startup
@ApplicationScoped
public class OrganizationFeed implements OrganizationStates {
    private static final Logger LOG = Logger.getLogger(OrganizationFeed.class);

    private final TopicTable<OrganizationStatus> states;

    /** The same, for the table's own thread, which may be faster than the constructor. */
    private volatile @Nullable TopicTable<OrganizationStatus> known;

    OrganizationFeed(TopicTables tables) {
        states = tables.open(Topics.ORGANIZATIONS, this::decodeOrKeep);
        known = states;
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

    private OrganizationStatus decodeOrKeep(String key, byte[] value) {
        try {
            return decode(key, value);
        } catch (UnreadableEventException e) {
            TopicTable<OrganizationStatus> table = known;
            OrganizationStatus former = table == null ? null : table.get(key);
            OrganizationStatus kept = former == null ? OrganizationStatus.SUSPENDED : former;
            LOG.errorf("The state of organization %s cannot be read, so it counts as %s: %s", key, kept, e.toString());
            return kept;
        }
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

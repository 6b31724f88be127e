package io.atrium.kit.platform;

import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.token.OrganizationStates;
import io.atrium.kit.token.OrganizationStatus;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.atrium.kit.topic.Topics;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The states of organizations as {@link Topics#ORGANIZATIONS} gives them. */
@Startup
@ApplicationScoped
public class OrganizationFeed implements OrganizationStates {
    private final TopicTable<OrganizationStatus> states;

    OrganizationFeed(TopicTables tables) {
        states = tables.open(Topics.ORGANIZATIONS, OrganizationFeed::decode);
    }

    @Override
    public Optional<OrganizationStatus> find(UUID organizationId) {
        return Optional.ofNullable(states.get(organizationId.toString()));
    }

    /** Whether every organization there was at the start is known. */
    public boolean isCaughtUp() {
        return states.isCaughtUp();
    }

    private static OrganizationStatus decode(String key, byte[] value) throws UnreadableEventException {
        String status = EventEnvelope.parse(value)
                .requireType("io.atrium.organization.state")
                .requireData()
                .path("status")
                .asText();
        try {
            return OrganizationStatus.valueOf(status);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(
                    UnreadableEventException.SCHEMA_UNKNOWN, "Unknown state of an organization");
        }
    }
}

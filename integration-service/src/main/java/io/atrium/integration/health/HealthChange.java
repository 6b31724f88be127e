package io.atrium.integration.health;

import io.atrium.contracts.UsageFact;
import io.atrium.contracts.UsageMetric;
import io.atrium.integration.health.IntegrationHealth.Status;
import io.atrium.kit.outbox.OutboxMessage;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A status that an integration came to.
 *
 * @param first whether it is the first that is known of it
 */
record HealthChange(
        UUID organizationId, String provider, boolean first, Status before, Status after, long calls, long failures) {

    /**
     * As {@code atrium.usage.v1} has it: one integration more of the new status, one less of the old one. So the sums
     * by status are how many integrations there are of each.
     */
    static List<OutboxMessage> usage(List<HealthChange> changes) {
        return changes.stream()
                .flatMap(change -> change.first
                        ? Stream.of(change.message(change.after, 1))
                        : Stream.of(change.message(change.before, -1), change.message(change.after, 1)))
                .toList();
    }

    private OutboxMessage message(Status status, long count) {
        UsageFact fact = UsageFact.of(organizationId, UsageMetric.INTEGRATION_HEALTH, count, provider, status.name());
        return OutboxMessage.of(UsageFact.MESSAGE, fact.key(), organizationId, null, fact);
    }
}

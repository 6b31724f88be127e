package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * So many more, or fewer, of what a metric counts. The sum of all facts is how many there are.
 *
 * @param metric the name of a {@link UsageMetric}; of a later one too
 * @param dimensions the value of each dimension of the metric
 * @param count what to add; negative where something left a state
 * @param occurredAt when it became true
 */
public record UsageFact(
        UUID organizationId, String metric, Map<String, String> dimensions, long count, Instant occurredAt) {

    public static final MessageType<UsageFact> MESSAGE =
            new MessageType<>(Topics.USAGE, "io.atrium.usage.recorded", UsageFact.class);

    public UsageFact {
        requireNonNull(organizationId, "organization_id");
        requireNonNull(metric, "metric");
        requireNonNull(occurredAt, "occurred_at");
        dimensions = dimensions == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }

    /** @param values one for each dimension of the metric, in their order */
    public static UsageFact of(UUID organizationId, UsageMetric metric, long count, String... values) {
        if (values.length != metric.dimensions().size()) {
            throw new IllegalArgumentException(metric.text() + " has the dimensions " + metric.dimensions());
        }
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            dimensions.put(metric.dimensions().get(i), values[i]);
        }
        return new UsageFact(organizationId, metric.text(), dimensions, count, Instant.now());
    }

    /** The key of its record in the topic. */
    public String key() {
        return organizationId.toString();
    }
}

package io.atrium.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@link UsageFact}s count. The names of dimensions are in alphabetical order: so a reader that does not know a
 * metric yet counts by them in the same order as one that does.
 */
public enum UsageMetric {
    /** Calls of the API that were admitted, by the service that answered. */
    API_CALLS("api_calls", "service"),
    /** Webhooks that came to an end, by source and state. */
    WEBHOOK_EVENTS("webhook_events", "source", "state"),
    /** Integrations, by provider and health. */
    INTEGRATION_HEALTH("integration_health", "provider", "status"),
    /** Users who are not deleted, by role. */
    USER_ACCOUNTS("user_accounts", "role"),
    /** Integrations that are there, by provider. */
    CONFIGURED_INTEGRATIONS("configured_integrations", "provider"),
    /** Records of the audit trail. */
    AUDIT_RECORDS("audit_records");

    private final String text;
    private final List<String> dimensions;

    UsageMetric(String text, String... dimensions) {
        this.text = text;
        this.dimensions = List.of(dimensions);
    }

    public String text() {
        return text;
    }

    /** The names of its dimensions, in their order. */
    public List<String> dimensions() {
        return dimensions;
    }

    public static Optional<UsageMetric> named(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.text.equals(name))
                .findFirst();
    }
}

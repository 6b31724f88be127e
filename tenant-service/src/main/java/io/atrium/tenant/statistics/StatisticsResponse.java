package io.atrium.tenant.statistics;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers about the organization.
 *
 * @param asOf time of the newest event that is in them; null before the first one
 */
public record StatisticsResponse(
        Users users,
        Webhooks webhooks,
        Integrations integrations,
        AuditEvents auditEvents,
        ApiCalls apiCalls,
        @Nullable Instant asOf) {

    /** @param byRole present users by role */
    public record Users(long total, Map<String, Long> byRole) {}

    /**
     * @param total events counted, over all states
     * @param bySource states by source
     */
    public record Webhooks(long total, Map<String, Long> byState, Map<String, Map<String, Long>> bySource) {}

    /**
     * @param byProvider present integrations by provider
     * @param byHealth by the status that calls and probes last gave them; those that were never called are in none
     */
    public record Integrations(long total, Map<String, Long> byProvider, Map<String, Long> byHealth) {}

    public record AuditEvents(long total) {}

    /** @param byService requests with a token of the organization that a service admitted */
    public record ApiCalls(long total, Map<String, Long> byService) {}
}

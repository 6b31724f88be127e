package io.atrium.tenant.statistics;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Numbers about the organization. */
@Schema(description = "Numbers about an organization, counted from what the services publish")
public record StatisticsResponse(
        @Schema(description = "Users who are not deleted") Users users,

        @Schema(description = "Webhooks that came to an end; what waits is not counted yet")
        Webhooks webhooks,

        @Schema(description = "Integrations that are there") Integrations integrations,
        @Schema(description = "Events of the audit trail") AuditEvents auditEvents,

        @Schema(description = "Calls with a token of the organization")
        ApiCalls apiCalls,

        @Schema(
                description = "Time of the newest event that is counted; null before the first one",
                examples = "2026-02-02T08:20:04Z")
        @Nullable
        Instant asOf) {

    @Schema(description = "Users who are not deleted")
    public record Users(
            @Schema(description = "All users", examples = "12", minimum = "0")
            long total,

            @Schema(description = "Users by role", examples = "{\"ORG_ADMIN\": 2, \"USER\": 9, \"VIEWER\": 1}")
            Map<String, Long> byRole) {}

    @Schema(description = "Webhooks that came to an end")
    public record Webhooks(
            @Schema(description = "Over all states; one that was replayed is counted again", examples = "1203")
            long total,

            @Schema(
                    description = "By the state that they came to: PROCESSED or DEAD",
                    examples = "{\"PROCESSED\": 1200, \"DEAD\": 3}")
            Map<String, Long> byState,

            @Schema(
                    description = "The same by source; the 200 largest numbers, and the rest as `(other)`",
                    examples = "{\"payment\": {\"PROCESSED\": 900, \"DEAD\": 3}, \"user\": {\"PROCESSED\": 300}}")
            Map<String, Map<String, Long>> bySource) {}

    @Schema(description = "Integrations that are there")
    public record Integrations(
            @Schema(description = "All integrations", examples = "4", minimum = "0")
            long total,

            @Schema(
                    description = "By provider",
                    examples = "{\"communication\": 1, \"custom\": 1, \"payment\": 1, \"user\": 1}")
            Map<String, Long> byProvider,

            @Schema(
                    description = "By the status that calls and probes last gave them; one that was never called is in"
                            + " none",
                    examples = "{\"DEGRADED\": 1, \"HEALTHY\": 2}")
            Map<String, Long> byHealth) {}

    @Schema(description = "Events of the audit trail")
    public record AuditEvents(
            @Schema(description = "All events, since the organization was registered", examples = "5821", minimum = "0")
            long total) {}

    @Schema(description = "Calls of the API")
    public record ApiCalls(
            @Schema(description = "Calls with a token of the organization that a service admitted", examples = "48210")
            long total,

            @Schema(
                    description = "The same by service",
                    examples = "{\"identity-service\": 30110, \"integration-service\": 18100}")
            Map<String, Long> byService) {}
}

package io.atrium.audit.trail;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.kit.documentation.Examples;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event in a list. */
@Schema(description = "An event of the audit trail, without the values before and after")
public record EventSummary(
        @Schema(description = "Id of the event", examples = EXAMPLE_ID)
        UUID id,

        @Schema(
                description = "Its place in the organization's chain, from 1 without a gap",
                examples = "1042",
                minimum = "1")
        long seq,

        @Schema(description = ABOUT_ACTION, examples = EXAMPLE_ACTION) @Nullable
        String action,

        @Schema(description = ABOUT_RESOURCE_TYPE, examples = EXAMPLE_RESOURCE_TYPE) @Nullable
        String resourceType,

        @Schema(description = ABOUT_RESOURCE_ID, examples = EXAMPLE_RESOURCE_ID) @Nullable
        String resourceId,

        @Schema(description = ABOUT_OUTCOME, examples = EXAMPLE_OUTCOME) @Nullable
        String outcome,

        @Schema(description = "Who did it; null when erased") @Nullable
        Actor actor,

        @Schema(description = ABOUT_IP, examples = Examples.IP) @Nullable
        String ip,

        @Schema(description = ABOUT_REQUEST_ID, examples = Examples.REQUEST_ID) @Nullable
        String requestId,

        @Schema(description = ABOUT_OCCURRED_AT, examples = Examples.CHANGED_AT) @Nullable
        Instant occurredAt,

        @Schema(description = ABOUT_RECORDED_AT, examples = EXAMPLE_RECORDED_AT)
        Instant recordedAt,

        @Schema(description = ABOUT_CLOCK_SKEW, examples = "false")
        boolean clockSkew,

        @Schema(
                description = "Whether what happened was erased; then only id, seq, recorded_at and clock_skew remain",
                examples = "false")
        boolean erased) {

    static final String ABOUT_ACTION = "What was done: resource and verb, in the past tense; null when erased";
    static final String ABOUT_RESOURCE_TYPE = "Kind of what it was done to; null when erased";
    static final String ABOUT_RESOURCE_ID = "Id of what it was done to; null when it has none, or erased";
    static final String ABOUT_OUTCOME =
            "SUCCESS: it was done. FAILURE: it failed. DENIED: it was refused. Null when erased";
    static final String ABOUT_IP = "Address that the request came from (IPv4 or IPv6); null when there was no request";
    static final String ABOUT_REQUEST_ID =
            "Id of the request that did it, as in X-Request-Id; null when there was no request";
    static final String ABOUT_OCCURRED_AT = "When it happened, as the reporting service tells; null when erased";
    static final String ABOUT_RECORDED_AT = "When it came into the chain";
    static final String ABOUT_CLOCK_SKEW = "Whether occurred_at is far from the platform's clocks";

    static final String EXAMPLE_ID = "019c1d6f-ebf8-765a-85e6-0af593bd04cf";
    static final String EXAMPLE_ACTION = "user.updated";
    static final String EXAMPLE_RESOURCE_TYPE = "user";

    /** Another user than the one who acts. */
    static final String EXAMPLE_RESOURCE_ID = "019c1d6b-57a0-781f-88e2-5d940ed90475";

    static final String EXAMPLE_OUTCOME = "SUCCESS";
    static final String EXAMPLE_RECORDED_AT = "2026-02-02T08:20:01Z";

    /** Who did it. */
    @Schema(description = "Who did something")
    public record Actor(
            @Schema(
                    description = "USER: a user. SERVICE: a service of the platform. SYSTEM: work that nobody asked"
                            + " for at the time. PROVIDER: an external provider. ANONYMOUS: a request without a"
                            + " known caller.",
                    enumeration = {"USER", "SERVICE", "SYSTEM", "PROVIDER", "ANONYMOUS"},
                    examples = "USER")
            String type,

            @Schema(description = "Id of the actor; null when there is none", examples = Examples.USER_ID) @Nullable
            String id) {}

    static EventSummary of(EventRow row) {
        Map<AuditColumn, @Nullable Object> columns = row.columns();
        String actorType = AuditColumn.ACTOR_TYPE.text(columns);
        OffsetDateTime occurredAt = (OffsetDateTime) columns.get(AuditColumn.OCCURRED_AT);
        return new EventSummary(
                row.eventId(),
                row.seq(),
                AuditColumn.ACTION.text(columns),
                AuditColumn.RESOURCE_TYPE.text(columns),
                AuditColumn.RESOURCE_ID.text(columns),
                AuditColumn.OUTCOME.text(columns),
                actorType == null ? null : new Actor(actorType, AuditColumn.ACTOR_ID.text(columns)),
                AuditColumn.IP.text(columns),
                AuditColumn.REQUEST_ID.text(columns),
                occurredAt == null ? null : occurredAt.toInstant(),
                row.recordedAt(),
                row.clockSkew(),
                row.isErased());
    }
}

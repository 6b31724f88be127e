package io.atrium.audit.trail;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.AuditRecord;
import io.atrium.audit.chain.ChainLink;
import io.atrium.audit.chain.StoredLink;
import io.atrium.contracts.ChangeRecord;
import io.atrium.kit.documentation.Examples;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Everything about one event. */
@Schema(description = "An event of the audit trail, with the values before and after and what differs")
public record EventDetail(
        @Schema(description = "Id of the event", examples = EventSummary.EXAMPLE_ID)
        UUID id,

        @Schema(
                description = "Its place in the organization's chain, from 1 without a gap",
                examples = "1042",
                minimum = "1")
        long seq,

        @Schema(description = EventSummary.ABOUT_ACTION, examples = EventSummary.EXAMPLE_ACTION) @Nullable
        String action,

        @Schema(description = EventSummary.ABOUT_RESOURCE_TYPE, examples = EventSummary.EXAMPLE_RESOURCE_TYPE) @Nullable
        String resourceType,

        @Schema(description = EventSummary.ABOUT_RESOURCE_ID, examples = EventSummary.EXAMPLE_RESOURCE_ID) @Nullable
        String resourceId,

        @Schema(description = EventSummary.ABOUT_OUTCOME, examples = EventSummary.EXAMPLE_OUTCOME) @Nullable
        String outcome,

        @Schema(description = "Who did it; null when erased")
        EventSummary.@Nullable Actor actor,

        @Schema(description = EventSummary.ABOUT_IP, examples = Examples.IP) @Nullable
        String ip,

        @Schema(
                description = "User-Agent of the request, at most 512 characters; null when there was none",
                examples = "curl/8.5.0")
        @Nullable
        String userAgent,

        @Schema(description = EventSummary.ABOUT_REQUEST_ID, examples = Examples.REQUEST_ID) @Nullable
        String requestId,

        @Schema(description = "The service that reported it; null when erased", examples = "identity-service") @Nullable
        String source,

        @Schema(
                description = "Version of the row after the change; null when it is no change of a row",
                examples = Examples.VERSION)
        @Nullable
        Long version,

        @Schema(description = EventSummary.ABOUT_OCCURRED_AT, examples = Examples.CHANGED_AT) @Nullable
        Instant occurredAt,

        @Schema(description = EventSummary.ABOUT_RECORDED_AT, examples = EventSummary.EXAMPLE_RECORDED_AT)
        Instant recordedAt,

        @Schema(description = EventSummary.ABOUT_CLOCK_SKEW, examples = "false")
        boolean clockSkew,

        @Schema(
                description = "The row before the change, secrets redacted; null when there was none",
                examples = "{\"email\": \"bob@example.com\", \"role\": \"VIEWER\", \"version\": 2}")
        @Nullable
        JsonNode before,

        @Schema(
                description = "The row after the change, secrets redacted; null when it is gone",
                examples = "{\"email\": \"bob@example.com\", \"role\": \"USER\", \"version\": 3}")
        @Nullable
        JsonNode after,

        @Schema(description = "The fields in which before and after differ, by name; empty unless both are there")
        List<FieldChange> diff,

        @Schema(
                description = "What else is known, such as the filters of a search; null when there is nothing",
                examples = "{\"reason\": \"password\"}")
        @Nullable
        JsonNode detail,

        @Schema(
                description = "SHA-256 of salt and canonical record (RFC 8785), hexadecimal",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                minLength = 64,
                maxLength = 64)
        String digest,

        @Schema(
                description = "Hash of the link in the chain (SHA-256), hexadecimal",
                examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                minLength = 64,
                maxLength = 64)
        String hash,

        @Schema(
                description = "Whether what happened was erased; then only id, seq, recorded_at, clock_skew, digest and"
                        + " hash remain",
                examples = "false")
        boolean erased,

        @Schema(
                description =
                        "Whether the stored record cannot be read; then user_agent, source, version, before, after,"
                                + " diff and detail are absent, and GET /audit/verify reports the event as UNREADABLE",
                examples = "false")
        boolean unreadable) {

    static EventDetail of(StoredLink stored) {
        StoredLink.Payload payload = stored.payload();
        return payload == null
                ? withoutRecord(stored, Map.of(), false)
                : payload.record()
                        .map(record -> of(stored, record))
                        .orElseGet(() -> withoutRecord(stored, payload.columns(), true));
    }

    /** What is known beside the record: of an erased one nothing but its link. */
    private static EventDetail withoutRecord(
            StoredLink stored, Map<AuditColumn, @Nullable Object> columns, boolean unreadable) {
        ChainLink link = stored.link();
        String actorType = AuditColumn.ACTOR_TYPE.text(columns);
        OffsetDateTime occurredAt = (OffsetDateTime) columns.get(AuditColumn.OCCURRED_AT);
        return new EventDetail(
                link.eventId(),
                link.seq(),
                AuditColumn.ACTION.text(columns),
                AuditColumn.RESOURCE_TYPE.text(columns),
                AuditColumn.RESOURCE_ID.text(columns),
                AuditColumn.OUTCOME.text(columns),
                actorType == null ? null : new EventSummary.Actor(actorType, AuditColumn.ACTOR_ID.text(columns)),
                AuditColumn.IP.text(columns),
                null,
                AuditColumn.REQUEST_ID.text(columns),
                null,
                null,
                occurredAt == null ? null : occurredAt.toInstant(),
                link.recordedAt(),
                link.clockSkew(),
                null,
                null,
                List.of(),
                null,
                HexFormat.of().formatHex(link.digest()),
                HexFormat.of().formatHex(stored.hash()),
                !unreadable,
                unreadable);
    }

    private static EventDetail of(StoredLink stored, AuditRecord record) {
        ChainLink link = stored.link();
        ChangeRecord change = record.change();
        return new EventDetail(
                link.eventId(),
                link.seq(),
                change.action(),
                change.resourceType(),
                change.resourceId(),
                change.outcome().name(),
                new EventSummary.Actor(
                        change.actor().type().name(), change.actor().id()),
                change.ip(),
                change.userAgent(),
                change.requestId(),
                record.source(),
                change.version(),
                record.occurredAt(),
                link.recordedAt(),
                link.clockSkew(),
                change.before(),
                change.after(),
                FieldChange.between(change.before(), change.after()),
                change.detail(),
                HexFormat.of().formatHex(link.digest()),
                HexFormat.of().formatHex(stored.hash()),
                false,
                false);
    }
}

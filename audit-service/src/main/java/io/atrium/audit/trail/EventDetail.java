package io.atrium.audit.trail;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.audit.chain.AuditRecord;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one event.
 *
 * @param source the service that reported it
 * @param version the version of the row after the change
 * @param before the row before the change, secrets redacted
 * @param after the row after the change, secrets redacted
 * @param diff the fields that differ between before and after
 * @param digest SHA-256 of salt and canonical record, hexadecimal
 * @param hash of the link in the chain, hexadecimal
 * @param erased whether what happened was erased; then only id, seq, times, digest and hash remain
 */
public record EventDetail(
        UUID id,
        long seq,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String outcome,
        EventSummary.@Nullable Actor actor,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable String source,
        @Nullable Long version,
        @Nullable Instant occurredAt,
        Instant recordedAt,
        boolean clockSkew,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        List<FieldChange> diff,
        @Nullable JsonNode detail,
        String digest,
        String hash,
        boolean erased) {

    static EventDetail of(StoredEventEntity event) {
        String digest = HexFormat.of().formatHex(event.digest);
        String hash = HexFormat.of().formatHex(event.hash);
        if (event.record == null) {
            return new EventDetail(
                    event.eventId,
                    event.seq,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    event.recordedAt,
                    event.clockSkew,
                    null,
                    null,
                    List.of(),
                    null,
                    digest,
                    hash,
                    true);
        }
        AuditRecord record = AuditRecord.parse(event.record);
        return new EventDetail(
                event.eventId,
                event.seq,
                record.action(),
                record.resourceType(),
                record.resourceId(),
                record.outcome(),
                new EventSummary.Actor(record.actorType(), record.actorId()),
                record.ip(),
                record.userAgent(),
                record.requestId(),
                record.source(),
                record.version(),
                record.occurredAt(),
                event.recordedAt,
                event.clockSkew,
                record.before(),
                record.after(),
                FieldChange.between(record.before(), record.after()),
                record.detail(),
                digest,
                hash,
                false);
    }
}

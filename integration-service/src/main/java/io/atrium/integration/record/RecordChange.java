package io.atrium.integration.record;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * One version of a record, as a webhook or a page brought it.
 *
 * @param record the record as a JSON object; {@code {}} when it was named without being carried
 * @param updatedAt with {@code version}, the order of the record's versions
 * @param version the provider's own counter, 0 where it has none
 * @param originId the webhook's event id or the sync job's id
 */
public record RecordChange(
        UUID organizationId,
        RecordKind kind,
        String externalId,
        String record,
        OffsetDateTime updatedAt,
        long version,
        boolean deleted,
        Origin origin,
        UUID originId) {

    public static final String NOT_CARRIED = "{}";

    /** What brought a version. */
    public enum Origin {
        WEBHOOK("webhook"),
        SYNC("sync");

        private final String text;

        Origin(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    record Key(UUID organizationId, RecordKind kind, String externalId) {}

    public RecordChange {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(kind, "kind");
        requireNonNull(externalId, "externalId");
        requireNonNull(record, "record");
        requireNonNull(updatedAt, "updatedAt");
        requireNonNull(origin, "origin");
        requireNonNull(originId, "originId");
    }

    Key key() {
        return new Key(organizationId, kind, externalId);
    }

    /** The one to keep of two versions of the same record, where {@code later} arrived after this one. */
    RecordChange merge(RecordChange later) {
        int order = later.updatedAt.toInstant().compareTo(updatedAt.toInstant());
        if (order == 0) {
            order = Long.compare(later.version, version);
        }
        if (order < 0 || (order == 0 && !(later.deleted && !deleted))) {
            return this;
        }
        return later.record.equals(NOT_CARRIED) ? later.withRecord(record) : later;
    }

    private RecordChange withRecord(String carried) {
        return new RecordChange(
                organizationId, kind, externalId, carried, updatedAt, version, deleted, origin, originId);
    }
}

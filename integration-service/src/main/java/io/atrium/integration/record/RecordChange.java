package io.atrium.integration.record;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * One version of a record, as a webhook or a page brought it.
 *
 * @param record the record as a JSON object, as it was written; {@code {}} when it was named without being carried
 * @param originId the webhook's event id or the sync job's id
 */
public record RecordChange(
        UUID organizationId,
        RecordKind kind,
        String externalId,
        String record,
        RecordVersion version,
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
        requireNonNull(version, "version");
        requireNonNull(origin, "origin");
        requireNonNull(originId, "originId");
    }

    /** The change at its place in the event store. */
    public RecordChange at(long receipt) {
        return new RecordChange(
                organizationId, kind, externalId, record, version.at(receipt), deleted, origin, originId);
    }

    Key key() {
        return new Key(organizationId, kind, externalId);
    }

    /** The one to keep of two versions of the same record, where {@code later} arrived after this one. */
    RecordChange merge(RecordChange later) {
        if (!later.version.isAtLeast(version)) {
            return this;
        }
        return later.record.equals(NOT_CARRIED) ? later.withRecord(record) : later;
    }

    private RecordChange withRecord(String carried) {
        return new RecordChange(organizationId, kind, externalId, carried, version, deleted, origin, originId);
    }
}

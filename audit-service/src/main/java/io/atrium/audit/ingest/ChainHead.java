package io.atrium.audit.ingest;

import io.atrium.audit.chain.ChainLink;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The end of one organization's chain while its row is locked and links are being joined to it. */
final class ChainHead {
    private final UUID organizationId;
    private final Instant now;
    private final Instant recordedAt;
    private long seq;
    private byte[] hash;

    private ChainHead(UUID organizationId, long seq, byte[] hash, Instant recordedAt, Instant now) {
        this.organizationId = organizationId;
        this.seq = seq;
        this.hash = hash;
        this.recordedAt = recordedAt;
        this.now = now;
    }

    static ChainHead of(Row row) {
        Instant now = row.getOffsetDateTime("now").toInstant().truncatedTo(ChronoUnit.MICROS);
        OffsetDateTime last = row.getOffsetDateTime("recorded_at");
        // The database's clock may be set back; the chain's times are not.
        Instant recordedAt = last == null || last.toInstant().isBefore(now) ? now : last.toInstant();
        return new ChainHead(
                row.getUUID("organization_id"),
                row.getLong("seq"),
                row.getBuffer("hash").getBytes(),
                recordedAt,
                now);
    }

    UUID organizationId() {
        return organizationId;
    }

    long seq() {
        return seq;
    }

    byte[] hash() {
        return hash;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    /** The database's clock when the head was locked. */
    Instant now() {
        return now;
    }

    ChainLink next(UUID eventId, boolean clockSkew, byte[] digest) {
        return new ChainLink(organizationId, seq + 1, eventId, recordedAt, clockSkew, digest);
    }

    /** Makes the link the new end, and answers its hash. */
    byte[] join(ChainLink link) {
        hash = link.hash(hash);
        seq = link.seq();
        return hash;
    }
}

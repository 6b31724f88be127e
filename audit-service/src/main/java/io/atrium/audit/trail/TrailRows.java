package io.atrium.audit.trail;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.ChainLink;
import io.atrium.audit.chain.StoredLink;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of the view {@code audit_trail}: a link, and beside it the payload or nulls where that was erased. */
final class TrailRows {
    private static final Set<AuditColumn> ALL_COLUMNS = EnumSet.allOf(AuditColumn.class);

    /** The words are long, and for searching alone. */
    private static final Set<AuditColumn> LISTED_COLUMNS = EnumSet.complementOf(EnumSet.of(AuditColumn.WORDS));

    /** What a list shows of a payload. */
    static final String PAYLOAD = AuditColumn.columns(LISTED_COLUMNS);

    /** What a list shows. */
    static final String LISTED = "seq, event_id, recorded_at, clock_skew, " + PAYLOAD;

    /** All of a payload. */
    static final String CONTENT = "record, salt, " + AuditColumn.columns(ALL_COLUMNS);

    /** All of an event. */
    static final String WHOLE = "seq, event_id, recorded_at, clock_skew, organization_id, digest, hash, " + CONTENT;

    private TrailRows() {}

    /** @param row of {@link #LISTED} */
    static EventRow listed(Row row) {
        return new EventRow(
                row.getLong("seq"),
                row.getUUID("event_id"),
                recordedAt(row),
                row.getBoolean("clock_skew"),
                columns(row, LISTED_COLUMNS));
    }

    /** @param row of {@link #WHOLE} */
    static StoredLink whole(Row row) {
        ChainLink link = new ChainLink(
                row.getUUID("organization_id"),
                row.getLong("seq"),
                row.getUUID("event_id"),
                recordedAt(row),
                row.getBoolean("clock_skew"),
                row.getBuffer("digest").getBytes());
        byte[] hash = row.getBuffer("hash").getBytes();
        String record = row.getString("record");
        return record == null
                ? new StoredLink(link, hash, null)
                : new StoredLink(
                        link,
                        hash,
                        new StoredLink.Payload(record, row.getBuffer("salt").getBytes(), columns(row, ALL_COLUMNS)));
    }

    private static Instant recordedAt(Row row) {
        return row.getOffsetDateTime("recorded_at").toInstant();
    }

    private static Map<AuditColumn, @Nullable Object> columns(Row row, Set<AuditColumn> columns) {
        return AuditColumn.values(columns, column -> row.get(column.valueType(), column.column()));
    }
}

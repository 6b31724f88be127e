package io.atrium.audit.trail;

import io.atrium.audit.chain.StoredLink;
import io.atrium.kit.paging.PageBytes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads stored events, on the connection of a tenant transaction. */
@ApplicationScoped
public class TrailEvents {
    private static final long PAGE_BYTES = 1 << 20;

    private static final String NEWEST =
            "SELECT " + TrailRows.LISTED + " FROM audit_trail WHERE %s ORDER BY seq DESC LIMIT %s";

    private static final String NTH = "SELECT seq FROM audit_trail WHERE %s ORDER BY seq DESC LIMIT 1 OFFSET %s";

    private static final String SIZE = """
            SELECT coalesce(octet_length(record), 0) FROM audit_trail WHERE organization_id = $1 AND event_id = $2""";

    private static final String EVENT =
            "SELECT " + TrailRows.WHOLE + " FROM audit_trail WHERE organization_id = $1 AND event_id = $2";

    private static final String LAST_OF_PAGE =
            "SELECT max(page.seq) AS seq FROM (" + PageBytes.cut("""
            SELECT seq, coalesce(octet_length(record), 0) AS page_bytes
              FROM audit_trail
             WHERE organization_id = $1 AND seq > $2 AND seq <= $3
             ORDER BY seq LIMIT $4""", "seq", "$5") + ") page";

    private static final String LINKS = "SELECT " + TrailRows.WHOLE
            + " FROM audit_trail WHERE organization_id = $1 AND seq > $2 AND seq <= $3" + " ORDER BY seq";

    /** The newest events of the query, newest first. */
    Uni<List<EventRow>> newest(SqlConnection connection, EventQuery query, int count) {
        return connection
                .preparedQuery(NEWEST.formatted(query.conditions(), query.next()))
                .execute(query.values(count))
                .map(rows -> TrailRows.all(rows, TrailRows::listed));
    }

    /** The seq of the {@code scanned}th newest event of the query, or null when it has fewer. */
    Uni<@Nullable Long> floor(SqlConnection connection, EventQuery query, int scanned) {
        return connection
                .preparedQuery(NTH.formatted(query.conditions(), query.next()))
                .execute(query.values(scanned - 1))
                .map(rows -> TrailRows.first(rows, row -> row.getLong(0)));
    }

    /** How many bytes the record of an event has; null when there is no such event. */
    Uni<@Nullable Integer> size(SqlConnection connection, UUID organizationId, UUID eventId) {
        return connection
                .preparedQuery(SIZE)
                .execute(Tuple.of(organizationId, eventId))
                .map(rows -> TrailRows.first(rows, row -> row.getInteger(0)));
    }

    /** The event by its id. */
    Uni<@Nullable StoredLink> event(SqlConnection connection, UUID organizationId, UUID eventId) {
        return connection
                .preparedQuery(EVENT)
                .execute(Tuple.of(organizationId, eventId))
                .map(rows -> TrailRows.first(rows, TrailRows::whole));
    }

    /**
     * The links after a seq up to another, oldest first; at least one, if there is any, and no more than a bounded number
     * of bytes.
     */
    public Uni<List<StoredLink>> links(
            SqlConnection connection, UUID organizationId, long after, long last, int count) {
        return connection
                .preparedQuery(LAST_OF_PAGE)
                .execute(Tuple.of(organizationId, after, last, count, PAGE_BYTES))
                .map(rows -> TrailRows.first(rows, row -> row.getLong(0)))
                .chain(end -> end == null
                        ? Uni.createFrom().item(List.of())
                        : connection
                                .preparedQuery(LINKS)
                                .execute(Tuple.of(organizationId, after, end))
                                .map(rows -> TrailRows.all(rows, TrailRows::whole)));
    }
}

package io.atrium.audit.trail;

import io.atrium.audit.chain.StoredLink;
import io.atrium.kit.paging.PageBytes;
import io.atrium.kit.sql.SqlRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads stored events, on the connection of a tenant transaction. */
@ApplicationScoped
public class TrailEvents {
    private static final long PAGE_BYTES = 1 << 20;

    private static final String SIZE = """
            SELECT coalesce(octet_length(record), 0) FROM audit_trail WHERE organization_id = $1 AND event_id = $2""";

    private static final String EVENT =
            "SELECT " + TrailRows.WHOLE + " FROM audit_trail WHERE organization_id = $1 AND event_id = $2";

    // Each payload is looked up, by the one index that has the order of seq: a join could read all payloads from the
    // beginning, and an equality could be met by any index of the organization.
    private static final String PAYLOAD_OF_LINK = """
            LEFT JOIN LATERAL (
              SELECT %s FROM audit_payloads j
               WHERE j.organization_id = e.organization_id AND j.month = e.month
                 AND j.seq >= e.seq AND j.seq <= e.seq
               ORDER BY j.seq LIMIT 1) p ON true
            """;

    private static final String FIRST =
            "SELECT min(seq) AS seq FROM audit_events WHERE organization_id = $1 AND seq > $2 AND seq <= $3";

    private static final String LAST_OF_PAGE = "SELECT max(page.seq) AS seq FROM ("
            + PageBytes.cut("""
            SELECT e.seq, coalesce(octet_length(p.record), 0) AS page_bytes
              FROM audit_events e
            """ + PAYLOAD_OF_LINK.formatted("record") + """
             WHERE e.organization_id = $1 AND e.seq > $2 AND e.seq <= $3
             ORDER BY seq""", "seq", "$4") + ") page";

    private static final String LINKS = "SELECT " + TrailRows.WHOLE + " FROM audit_events e "
            + PAYLOAD_OF_LINK.formatted(TrailRows.CONTENT)
            + " WHERE e.organization_id = $1 AND e.seq > $2 AND e.seq <= $3 ORDER BY seq";

    /** How many bytes the record of an event has; empty when there is no such event. */
    Uni<Optional<Integer>> size(SqlConnection connection, UUID organizationId, UUID eventId) {
        return connection
                .preparedQuery(SIZE)
                .execute(Tuple.of(organizationId, eventId))
                .map(rows -> SqlRows.first(rows, row -> row.getInteger(0)));
    }

    /** The event by its id. */
    Uni<Optional<StoredLink>> event(SqlConnection connection, UUID organizationId, UUID eventId) {
        return connection
                .preparedQuery(EVENT)
                .execute(Tuple.of(organizationId, eventId))
                .map(rows -> SqlRows.first(rows, TrailRows::whole));
    }

    /**
     * The links after a seq up to another, oldest first; at least one, if there is any, and no more than a bounded number
     * of seqs and of bytes.
     */
    public Uni<List<StoredLink>> links(
            SqlConnection connection, UUID organizationId, long after, long last, int count) {
        long end = Math.min(last, after + count);
        return lastOfPage(connection, organizationId, after, end)
                .chain(found -> found.isPresent()
                        ? between(connection, organizationId, after, found.get())
                        : linksBehindGap(connection, organizationId, end, last, count));
    }

    /** A chain has no gap, unless somebody has removed links. */
    private Uni<List<StoredLink>> linksBehindGap(
            SqlConnection connection, UUID organizationId, long after, long last, int count) {
        return connection
                .preparedQuery(FIRST)
                .execute(Tuple.of(organizationId, after, last))
                .map(rows -> SqlRows.first(rows, row -> row.getLong(0)))
                .chain(first -> first.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : links(connection, organizationId, first.get() - 1, last, count));
    }

    private static Uni<Optional<Long>> lastOfPage(SqlConnection connection, UUID organizationId, long after, long end) {
        return connection
                .preparedQuery(LAST_OF_PAGE)
                .execute(Tuple.of(organizationId, after, end, PAGE_BYTES))
                .map(rows -> SqlRows.first(rows, row -> row.getLong(0)));
    }

    private static Uni<List<StoredLink>> between(SqlConnection connection, UUID organizationId, long after, long end) {
        return connection
                .preparedQuery(LINKS)
                .execute(Tuple.of(organizationId, after, end))
                .map(rows -> SqlRows.all(rows, TrailRows::whole));
    }
}

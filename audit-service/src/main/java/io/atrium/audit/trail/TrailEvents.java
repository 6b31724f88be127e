package io.atrium.audit.trail;

import io.atrium.audit.chain.StoredLink;
import io.atrium.kit.paging.PageBytes;
import io.atrium.kit.sql.SqlConditions;
import io.atrium.kit.sql.SqlRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads stored events, on the connection of a tenant transaction. */
@ApplicationScoped
public class TrailEvents {
    private static final long PAGE_BYTES = 1 << 20;

    private static final String LISTED = "SELECT " + TrailRows.LISTED + " FROM audit_trail";
    private static final String SEQ = "SELECT seq FROM audit_trail";
    private static final String NEWEST_FIRST = "seq DESC";

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
            + " FROM audit_trail WHERE organization_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq";

    /** The newest events that meet the conditions, newest first. */
    Uni<List<EventRow>> newest(SqlConnection connection, SqlConditions conditions, int count) {
        return conditions.list(connection, LISTED, NEWEST_FIRST, count, TrailRows::listed);
    }

    /**
     * The newest events that meet the conditions and have the text in one of their values, newest first.
     *
     * @param floor the seq of the last event that is looked at; null for all
     */
    Uni<List<EventRow>> newest(
            SqlConnection connection, SqlConditions conditions, String text, @Nullable Long floor, int count) {
        SqlConditions narrowed =
                new SqlConditions(conditions).andIfGiven("seq >= %s", floor).and("position(%s IN words) > 0", text);
        return newest(connection, narrowed, count);
    }

    /** The seq of the {@code scanned}th newest event that meets the conditions; empty when there are fewer. */
    Uni<Optional<Long>> floor(SqlConnection connection, SqlConditions conditions, int scanned) {
        String order = NEWEST_FIRST + " OFFSET " + (scanned - 1);
        return conditions
                .list(connection, SEQ, order, 1, row -> row.getLong(0))
                .map(found -> found.stream().findFirst());
    }

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
     * of bytes.
     */
    public Uni<List<StoredLink>> links(
            SqlConnection connection, UUID organizationId, long after, long last, int count) {
        return connection
                .preparedQuery(LAST_OF_PAGE)
                .execute(Tuple.of(organizationId, after, last, count, PAGE_BYTES))
                .map(rows -> SqlRows.first(rows, row -> row.getLong(0)))
                .chain(end -> end.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : connection
                                .preparedQuery(LINKS)
                                .execute(Tuple.of(organizationId, after, end.get()))
                                .map(rows -> SqlRows.all(rows, TrailRows::whole)));
    }
}

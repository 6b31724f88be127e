package io.atrium.audit.ingest;

import io.atrium.audit.chain.AuditRecord;
import io.atrium.kit.paging.PageBytes;
import io.atrium.kit.sql.SqlRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The table of changes whose chain could not take them, each organization's in its order. */
@ApplicationScoped
class Backlog {
    private static final String ADD = """
            INSERT INTO pending_changes (organization_id, event_id, sent_at, record)
            SELECT organization_id, event_id, sent_at, record
              FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[])
                   WITH ORDINALITY AS c (organization_id, event_id, sent_at, record, place)
             ORDER BY place""";

    private static final String FIRST = PageBytes.cut("""
            SELECT position, sent_at, record, octet_length(record) AS page_bytes
              FROM pending_changes
             WHERE organization_id = $1 AND refused_at IS NULL
             ORDER BY position LIMIT $2""", "position", "$3");

    private static final String REMOVE =
            "DELETE FROM pending_changes WHERE organization_id = $1 AND position = ANY ($2)";

    /** By the index of events by id: what the chain has already. */
    private static final String REMOVE_KNOWN = """
            DELETE FROM pending_changes p
             WHERE p.organization_id = $1
               AND p.position = ANY ($2)
               AND EXISTS (SELECT FROM audit_events e
                            WHERE e.organization_id = p.organization_id AND e.event_id = p.event_id)""";

    private static final String REFUSE = """
            UPDATE pending_changes SET refused_at = now(), refused_reason = left($3, 500), version = version + 1
             WHERE organization_id = $1 AND position = $2""";

    /** A change that waits, not read yet. */
    record Waiting(long position, String canonical, Instant sentAt) {
        Change change() {
            return Change.of(AuditRecord.Canonical.of(canonical), sentAt, null);
        }
    }

    /** Stores the changes behind those that wait already. */
    Uni<Void> add(SqlConnection connection, List<Change> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(changes.stream().map(Change::organizationId).toArray(UUID[]::new))
                .addArrayOfUUID(changes.stream().map(Change::eventId).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(changes.stream()
                        .map(each -> each.sentAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(changes.stream().map(Change::canonical).toArray(String[]::new));
        return connection.preparedQuery(ADD).execute(values).replaceWithVoid();
    }

    /** The first changes that wait, at least one if there is any, within a number of bytes. */
    Uni<List<Waiting>> first(SqlConnection connection, UUID organization, int count, long bytes) {
        return connection
                .preparedQuery(FIRST)
                .execute(Tuple.of(organization, count, bytes))
                .map(rows -> SqlRows.all(rows, Backlog::waiting));
    }

    Uni<Void> remove(SqlConnection connection, UUID organization, List<Waiting> changes) {
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(organization, positions(changes)))
                .replaceWithVoid();
    }

    /** Removes those of the changes that the chain has already, and answers how many these were. */
    Uni<Integer> removeKnown(SqlConnection connection, UUID organization, List<Waiting> changes) {
        return connection
                .preparedQuery(REMOVE_KNOWN)
                .execute(Tuple.of(organization, positions(changes)))
                .map(SqlResult::rowCount);
    }

    /** Sets a change aside that can never be appended; those behind it go on. */
    Uni<Void> refuse(SqlConnection connection, UUID organization, long position, String reason) {
        return connection
                .preparedQuery(REFUSE)
                .execute(Tuple.of(organization, position, reason))
                .replaceWithVoid();
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                row.getLong("position"),
                row.getString("record"),
                row.getOffsetDateTime("sent_at").toInstant());
    }

    private static Long[] positions(List<Waiting> changes) {
        return changes.stream().map(Waiting::position).toArray(Long[]::new);
    }
}

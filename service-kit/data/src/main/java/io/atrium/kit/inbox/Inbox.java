package io.atrium.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Claims messages in the transaction of their effect. */
@ApplicationScoped
public class Inbox {

    private static final String CLAIM = """
            INSERT INTO atrium.inbox (organization_id, consumer, event_id)
            SELECT organization_id, $1, event_id
              FROM unnest($2::uuid[], $3::uuid[]) AS e (organization_id, event_id)
            ON CONFLICT DO NOTHING
            RETURNING organization_id, event_id""";

    /** By the index on organization and time; almost always nothing, in the claim's round trip. */
    private static final String FORGET = """
            DELETE FROM atrium.inbox
             WHERE organization_id = ANY($1) AND received_at < now() - make_interval(secs => $2)""";

    private final InboxConfig config;

    Inbox(InboxConfig config) {
        this.config = config;
    }

    /**
     * Claims the entries, and forgets what the batch's organizations claimed longer ago than the retention.
     *
     * @return the entries that no transaction had claimed before: the ones to take effect now
     */
    public Uni<Set<InboxEntry>> claim(SqlConnection connection, String consumer, Collection<InboxEntry> entries) {
        Tuple values = Tuple.tuple()
                .addString(consumer)
                .addArrayOfUUID(entries.stream().map(InboxEntry::organizationId).toArray(UUID[]::new))
                .addArrayOfUUID(entries.stream().map(InboxEntry::eventId).toArray(UUID[]::new));
        Uni<Set<InboxEntry>> claimed =
                connection.preparedQuery(CLAIM).execute(values).map(Inbox::entries);
        return Uni.combine()
                .all()
                .unis(claimed, forget(connection, entries))
                .asTuple()
                .map(Tuple2::getItem1);
    }

    private Uni<Integer> forget(SqlConnection connection, Collection<InboxEntry> entries) {
        UUID[] organizations =
                entries.stream().map(InboxEntry::organizationId).distinct().toArray(UUID[]::new);
        Tuple values = Tuple.tuple().addArrayOfUUID(organizations).addDouble((double)
                config.retention().toSeconds());
        return connection.preparedQuery(FORGET).execute(values).map(SqlResult::rowCount);
    }

    private static Set<InboxEntry> entries(RowSet<Row> rows) {
        Set<InboxEntry> entries = new HashSet<>();
        rows.forEach(row -> entries.add(new InboxEntry(row.getUUID(0), row.getUUID(1))));
        return entries;
    }
}

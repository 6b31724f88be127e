package io.atrium.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
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

    /** @return the entries that no transaction had claimed before: the ones to take effect now */
    public Uni<Set<InboxEntry>> claim(SqlConnection connection, String consumer, Collection<InboxEntry> entries) {
        Tuple values = Tuple.tuple()
                .addString(consumer)
                .addArrayOfUUID(entries.stream().map(InboxEntry::organizationId).toArray(UUID[]::new))
                .addArrayOfUUID(entries.stream().map(InboxEntry::eventId).toArray(UUID[]::new));
        return connection.preparedQuery(CLAIM).execute(values).map(rows -> {
            Set<InboxEntry> claimed = new HashSet<>();
            rows.forEach(row -> claimed.add(new InboxEntry(row.getUUID(0), row.getUUID(1))));
            return claimed;
        });
    }
}

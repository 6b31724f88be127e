package io.atrium.tenant.statistics;

import io.atrium.kit.inbox.Inbox;
import io.atrium.kit.inbox.InboxEntry;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Applies events to the counters: a batch in one transaction, each event once. An organization has a limited number of
 * counters of each metric, as some dimensions are names that it gives.
 */
@ApplicationScoped
class Counters {
    /** Counters of one metric of an organization; its further dimensions are summed. */
    static final int MOST = 500;

    // A dimension that has a counter keeps it; a new one gets one while there are less than $7. What does not is added
    // to
    // the counter of the others, so that sums stay right whatever a tenant calls its sources.
    private static final String ADD = """
            WITH given AS (
                SELECT g.*, k.dimension IS NOT NULL AS known,
                       row_number() OVER (PARTITION BY g.o, g.m, k.dimension IS NULL ORDER BY g.d) AS place
                  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[], $6::text[])
                       AS g (o, m, d, n, t, r)
                  LEFT JOIN counters k ON k.organization_id = g.o AND k.metric = g.m AND k.dimension = g.d),
            taken AS (
                SELECT n.o, n.m, (SELECT count(*) FROM (SELECT FROM counters k
                                                         WHERE k.organization_id = n.o AND k.metric = n.m
                                                         LIMIT $7) c) AS counters
                  FROM (SELECT DISTINCT o, m FROM given WHERE NOT known) n)
            INSERT INTO counters AS c (organization_id, metric, dimension, count, as_of)
            SELECT g.o, g.m, CASE WHEN g.known OR t.counters + g.place <= $7 THEN g.d ELSE g.r END AS dimension,
                   sum(g.n)::bigint, max(g.t)
              FROM given g LEFT JOIN taken t ON t.o = g.o AND t.m = g.m
             GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            ON CONFLICT (organization_id, metric, dimension)
            DO UPDATE SET count = c.count + EXCLUDED.count,
                          as_of = greatest(c.as_of, EXCLUDED.as_of),
                          version = c.version + 1""";
    /** One order for all batches, so that two of them cannot wait for each other's rows. */
    private static final Comparator<CounterChange> ORDER = Comparator.comparing(CounterChange::organizationId)
            .thenComparing(CounterChange::metric)
            .thenComparing(CounterChange::dimension);

    private final IngestTransaction transaction;
    private final Inbox inbox;

    Counters(IngestTransaction transaction, Inbox inbox) {
        this.transaction = transaction;
        this.inbox = inbox;
    }

    Uni<Void> apply(String consumer, List<CountedEvent> events) {
        Set<UUID> organizations =
                events.stream().map(event -> event.entry().organizationId()).collect(Collectors.toSet());
        Set<InboxEntry> entries = events.stream().map(CountedEvent::entry).collect(Collectors.toSet());
        return transaction.run(
                organizations,
                connection -> inbox.claim(connection, consumer, entries)
                        .chain(claimed -> add(connection, sum(events, claimed))));
    }

    private static Collection<CounterChange> sum(List<CountedEvent> events, Set<InboxEntry> claimed) {
        Set<InboxEntry> open = new HashSet<>(claimed);
        Map<CounterChange.Key, CounterChange> sums = new LinkedHashMap<>();
        for (CountedEvent event : events) {
            // removed with its first occurrence: the same event twice in one batch counts once
            if (open.remove(event.entry())) {
                event.changes().forEach(change -> sums.merge(change.key(), change, CounterChange::plus));
            }
        }
        return sums.values();
    }

    private static Uni<Void> add(SqlConnection connection, Collection<CounterChange> sums) {
        if (sums.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<CounterChange> changes = new ArrayList<>(sums);
        changes.sort(ORDER);
        return connection.preparedQuery(ADD).execute(values(changes)).replaceWithVoid();
    }

    private static Tuple values(List<CounterChange> changes) {
        return Tuple.tuple()
                .addArrayOfUUID(
                        changes.stream().map(CounterChange::organizationId).toArray(UUID[]::new))
                .addArrayOfString(changes.stream().map(CounterChange::metric).toArray(String[]::new))
                .addArrayOfString(changes.stream().map(CounterChange::dimension).toArray(String[]::new))
                .addArrayOfLong(changes.stream().map(CounterChange::delta).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(changes.stream()
                        .map(change -> change.occurredAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(
                        changes.stream().map(CounterChange::otherDimension).toArray(String[]::new))
                .addInteger(MOST);
    }
}

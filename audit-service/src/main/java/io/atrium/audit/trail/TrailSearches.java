package io.atrium.audit.trail;

import io.atrium.kit.sql.BoundedRange;
import io.atrium.kit.sql.BoundedWalk;
import io.atrium.kit.sql.SqlConditions;
import io.atrium.kit.sql.WalkBound;
import io.atrium.kit.sql.Walked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Finds the events of a page, newest first, in a bounded number of events. There is an index for each of three conditions,
 * and one for the time. Nobody knows which of the conditions has the fewest events, so each index is walked until one of
 * them has filled the page or has no more events. When none has, the times may have few enough events to look at all of
 * them. Otherwise the page ends where the walk that came furthest has stopped. The ways share the bound equally.
 */
@ApplicationScoped
class TrailSearches {
    private static final String BY_SEQ = "seq DESC";
    private static final String BY_TIME = "occurred_at DESC";

    private static final String LINKS =
            "SELECT organization_id, month, seq, event_id, recorded_at, clock_skew FROM audit_events";
    private static final String PAYLOADS = "SELECT organization_id, month, seq, " + TrailRows.PAYLOAD;
    private static final String OF_PAYLOADS = " FROM audit_payloads";
    private static final String WORDS = ", words, octet_length(words) AS " + BoundedWalk.BYTES;

    // Each row is looked up, by the one index that has the order of seq: a join could read the other table from its
    // beginning, and an equality could be met by any index of the organization.
    private static final String JOIN = """
            LEFT JOIN LATERAL (
              SELECT %s FROM %s j
               WHERE j.organization_id = found.organization_id AND j.month = found.month
                 AND j.seq >= found.seq AND j.seq <= found.seq
               ORDER BY j.seq LIMIT 1) joined ON true""";
    private static final String WITH_PAYLOADS = JOIN.formatted(TrailRows.PAYLOAD, "audit_payloads");
    private static final String WITH_LINKS = JOIN.formatted("event_id, recorded_at, clock_skew", "audit_events");

    private final WalkBound bound;

    @Inject
    TrailSearches(TrailConfig config) {
        this(new WalkBound(config.scanLimit(), config.scanBytes().asLongValue()));
    }

    TrailSearches(WalkBound bound) {
        this.bound = bound;
    }

    Uni<Walked<EventRow>> newest(SqlConnection connection, TrailSearch search) {
        if (search.conditions().isEmpty()) {
            return all(connection, search);
        }
        if (search.indexes().isEmpty()) {
            return bySeq(connection, search).chain(walked -> byTime(connection, search, walked));
        }
        return byIndex(connection, search, 0).chain(walked -> byTime(connection, search, walked));
    }

    /** Also those whose payload was erased. */
    private static Uni<Walked<EventRow>> all(SqlConnection connection, TrailSearch search) {
        return new BoundedWalk(LINKS, before(search), BY_SEQ, new SqlConditions(), false)
                .walk(
                        connection,
                        new WalkBound(search.most(), 1),
                        search.most(),
                        TrailRows.LISTED,
                        WITH_PAYLOADS,
                        TrailRows::listed);
    }

    private Uni<Walked<EventRow>> bySeq(SqlConnection connection, TrailSearch search) {
        return walk(connection, search, before(search), BY_SEQ);
    }

    private Uni<Walked<EventRow>> byIndex(SqlConnection connection, TrailSearch search, int position) {
        TrailIndex index = search.indexes().get(position);
        Uni<Walked<EventRow>> walked =
                walk(connection, search, index.before(search.organizationId(), search.before()), index.newestFirst());
        return position + 1 == search.indexes().size()
                ? walked
                : walked.chain(first -> first.stop().isEmpty()
                        ? Uni.createFrom().item(first)
                        : byIndex(connection, search, position + 1).map(second -> further(first, second)));
    }

    private Uni<Walked<EventRow>> walk(SqlConnection connection, TrailSearch search, SqlConditions base, String order) {
        return new BoundedWalk(payloads(search), base, order, search.conditions(), search.inBytes())
                .walk(
                        connection,
                        bound.share(search.ways()),
                        search.most(),
                        TrailRows.LISTED,
                        WITH_LINKS,
                        TrailRows::listed);
    }

    private Uni<Walked<EventRow>> byTime(SqlConnection connection, TrailSearch search, Walked<EventRow> walked) {
        return walked.stop().isEmpty() || !search.hasTimes()
                ? Uni.createFrom().item(walked)
                : inRange(connection, search)
                        .map(found -> found.<Walked<EventRow>>map(rows -> new Walked<>(rows, null))
                                .orElse(walked));
    }

    private Uni<Optional<List<EventRow>>> inRange(SqlConnection connection, TrailSearch search) {
        SqlConditions range = new SqlConditions()
                .and("organization_id = %s", search.organizationId())
                .andIfGiven("occurred_at >= %s", search.occurred().since().orElse(null))
                .andIfGiven("occurred_at < %s", search.occurred().until().orElse(null));
        SqlConditions filter = new SqlConditions(search.conditions()).and("seq < %s", search.before());
        return new BoundedRange(payloads(search), range, BY_TIME, filter, BY_SEQ, search.inBytes())
                .list(
                        connection,
                        bound.share(search.ways()),
                        search.most(),
                        TrailRows.LISTED,
                        WITH_LINKS,
                        TrailRows::listed);
    }

    /** The words are read where they are searched alone. */
    private static String payloads(TrailSearch search) {
        return PAYLOADS + (search.inBytes() ? WORDS : "") + OF_PAYLOADS;
    }

    private static SqlConditions before(TrailSearch search) {
        return new SqlConditions()
                .and("organization_id = %s", search.organizationId())
                .and("seq < %s", search.before());
    }

    private static Walked<EventRow> further(Walked<EventRow> first, Walked<EventRow> second) {
        long one = first.stop().map(EventRow::seq).orElse(0L);
        long other = second.stop().map(EventRow::seq).orElse(0L);
        return other <= one ? second : first;
    }
}

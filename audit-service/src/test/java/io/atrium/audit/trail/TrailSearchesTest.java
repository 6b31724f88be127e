package io.atrium.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.sql.WalkBound;
import io.atrium.kit.sql.Walked;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrailSearchesTest {
    private static final int MOST = 51;
    private static final int SCAN_LIMIT = 1_000;
    private static final long SCAN_BYTES = 1_000_000;
    private static final int SOME_PAIRS = 12;

    /** Rows that are looked up for what is found, and one behind the bound of each of four ways. */
    private static final int LOOKED_UP = 4 * (MOST + 1);

    private static final Instant MONTH =
            Instant.now().atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant().truncatedTo(ChronoUnit.DAYS);

    private static final List<Restriction> RESTRICTIONS = List.of(
            new Restriction("actor", "main", "actor_id = 'main'"),
            new Restriction("actor", "nobody", "actor_id = 'nobody'"),
            new Restriction("action", "user.updated", "action = 'user.updated'"),
            new Restriction("action", "foreign.done", "action = 'foreign.done'"),
            new Restriction("resource_type", "user", "resource_type = 'user'"),
            new Restriction("resource_type", "none", "resource_type = 'none'"),
            new Restriction("resource_id", "resource-4", "resource_id = 'resource-4'"),
            new Restriction("resource_id", "none", "resource_id = 'none'"),
            new Restriction("ip", "198.51.100.1", "ip = '198.51.100.1'"),
            new Restriction("outcome", "DENIED", "outcome = 'DENIED'"),
            since(2),
            since(80),
            until(1),
            until(40),
            new Restriction("q", "at 77", "position('at 77' IN words) > 0"),
            new Restriction("q", "needle", "position('needle' IN words) > 0"));

    private static final StoredTrail TRAIL = new StoredTrail();
    private static final StoredTrail SMALL = new StoredTrail();

    /** The statistics know of another organization alone, whose events are all alike. */
    @BeforeAll
    static void fill() {
        new StoredTrail().append(5_000, 10).makeAlike("foreign.done");
        StoredTrail.analyze();
        TRAIL.append(20_000, 10);
        SMALL.append(3_000, 10);
    }

    /** Each alone, and pairs of them: all in the full run, otherwise some. */
    static List<List<Restriction>> restrictions() {
        List<List<Restriction>> pairs = new ArrayList<>();
        for (Restriction one : RESTRICTIONS) {
            for (Restriction other : RESTRICTIONS) {
                if (one.name().compareTo(other.name()) < 0 && !isEmptyRange(one, other)) {
                    pairs.add(List.of(one, other));
                }
            }
        }
        Collections.shuffle(pairs);
        List<List<Restriction>> all = new ArrayList<>();
        RESTRICTIONS.forEach(each -> all.add(List.of(each)));
        all.addAll(pairs.subList(0, Boolean.getBoolean("tests.full") ? pairs.size() : SOME_PAIRS));
        return all;
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void shouldReadABoundedNumberOfRows(List<Restriction> restrictions) {
        for (long before : new long[] {Long.MAX_VALUE, 10_000, 1_500, 20}) {
            // Given
            TrailSearch search = search(TRAIL, filter(restrictions), null, before);

            // When
            long rows = rowsRead(TRAIL, search, SCAN_LIMIT);

            // Then
            assertThat(rows).as("%s before %d", restrictions, before).isLessThanOrEqualTo(SCAN_LIMIT + LOOKED_UP);
        }
    }

    @Test
    void shouldReadAPageOfAllEventsAndNoMore() {
        // Given
        TrailSearch search = search(TRAIL, new EventFilter(), null, 10_000);

        // When
        long rows = rowsRead(TRAIL, search, SCAN_LIMIT);

        // Then
        assertThat(rows).isLessThanOrEqualTo(LOOKED_UP);
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void shouldFindEveryEventOnceAlthoughOthersAreAppended(List<Restriction> restrictions) {
        // Given
        List<Long> wanted = SMALL.seqs(String.join(
                " AND ", restrictions.stream().map(Restriction::condition).toList()));

        // When
        List<Long> found = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            TrailSearch search = search(SMALL, filter(restrictions), null, before);
            Walked<EventRow> page = page(SMALL, search, 700);
            SMALL.append(1, 10);
            List<Long> seqs = page.found().stream().map(EventRow::seq).toList();
            found.addAll(seqs);
            before = seqs.size() == MOST
                    ? seqs.get(MOST - 1)
                    : page.stop().map(EventRow::seq).orElse(null);
        }

        // Then
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void shouldNotReadWhatIsLongerThanTheBoundInBytes() {
        // Given
        StoredTrail trail = new StoredTrail().append(100, 100_000);
        EventFilter filter = filter(List.of(new Restriction("q", "needle", "")));
        TrailSearch search = search(trail, filter, null, Long.MAX_VALUE);

        // When
        Walked<EventRow> page = page(trail, search, SCAN_LIMIT);

        // Then
        assertThat(page.found()).isEmpty();
        assertThat(page.stop().map(EventRow::seq)).contains(92L);
    }

    @Test
    void shouldFindAllOfAShortRangeOfTimeAtOnce() {
        // Given
        TrailSearch search = search(TRAIL, filter(List.of(until(1))), null, Long.MAX_VALUE);

        // When
        Walked<EventRow> page = page(TRAIL, search, SCAN_LIMIT);

        // Then
        assertThat(page.found()).hasSize(MOST);
        assertThat(page.stop()).isEmpty();
    }

    @Test
    void shouldFindByTheIndexOfTheConditionWithFewEvents() {
        // Given
        EventFilter filter =
                filter(List.of(new Restriction("actor", "main", ""), new Restriction("action", "foreign.done", "")));

        // When
        Walked<EventRow> page = page(TRAIL, search(TRAIL, filter, null, Long.MAX_VALUE), SCAN_LIMIT);

        // Then
        assertThat(page.found()).isEmpty();
        assertThat(page.stop()).isEmpty();
    }

    @Test
    void shouldReadABoundedNumberOfRowsForWhatOneDidThemselves() {
        // Given
        TrailSearch search = search(TRAIL, filter(List.of(since(2))), UUID.randomUUID(), Long.MAX_VALUE);

        // When
        long rows = rowsRead(TRAIL, search, SCAN_LIMIT);

        // Then
        assertThat(rows).isZero();
    }

    private static long rowsRead(StoredTrail trail, TrailSearch search, int scanLimit) {
        return trail.read(connection -> {
            ExplainedConnection explained = new ExplainedConnection(connection);
            return searches(scanLimit).newest(explained.connection(), search).map(page -> explained.rowsRead());
        });
    }

    private static Walked<EventRow> page(StoredTrail trail, TrailSearch search, int scanLimit) {
        return trail.read(connection ->
                searches(scanLimit).newest(io.vertx.mutiny.sqlclient.SqlConnection.newInstance(connection), search));
    }

    private static TrailSearch search(StoredTrail trail, EventFilter filter, @Nullable UUID ownOf, long before) {
        return TrailSearch.of(trail.organization, filter, ownOf, before, MOST);
    }

    private static EventFilter filter(List<Restriction> restrictions) {
        EventFilter filter = new EventFilter();
        for (Restriction each : restrictions) {
            switch (each.name()) {
                case "actor" -> filter.actor = each.value();
                case "action" -> filter.action = each.value();
                case "resource_type" -> filter.resourceType = each.value();
                case "resource_id" -> filter.resourceId = each.value();
                case "ip" -> filter.ip = each.value();
                case "outcome" -> filter.outcome = each.value();
                case "since" -> filter.since = each.value();
                case "until" -> filter.until = each.value();
                default -> filter.q = each.value();
            }
        }
        return filter;
    }

    /** The service refuses it. */
    private static boolean isEmptyRange(Restriction one, Restriction other) {
        return one.name().equals("since")
                && other.name().equals("until")
                && one.value().compareTo(other.value()) > 0;
    }

    private static Restriction since(int day) {
        String time = MONTH.plus(day, ChronoUnit.DAYS).toString();
        return new Restriction("since", time, "occurred_at >= '" + time + "'");
    }

    private static Restriction until(int day) {
        String time = MONTH.plus(day, ChronoUnit.DAYS).toString();
        return new Restriction("until", time, "occurred_at < '" + time + "'");
    }

    private static TrailSearches searches(int scanLimit) {
        return new TrailSearches(new WalkBound(scanLimit, SCAN_BYTES));
    }

    /** A parameter of the search, and the condition on stored rows that it means. */
    record Restriction(String name, String value, String condition) {
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }
}

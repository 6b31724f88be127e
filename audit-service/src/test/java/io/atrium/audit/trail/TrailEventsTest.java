package io.atrium.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailEventsTest {
    private static final int COUNT = 100;
    private static final int LAST = 20_000;

    private static final StoredTrail TRAIL = new StoredTrail();

    /** The statistics know of another organization alone. */
    @BeforeAll
    static void fill() {
        new StoredTrail().append(5_000, 10);
        StoredTrail.analyze();
        TRAIL.append(LAST, 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10_000, 19_950, LAST})
    void shouldReadLinksAndTheirPayloadsAndNoMore(long after) {
        // Given
        TrailEvents events = new TrailEvents();

        // When
        long rows = TRAIL.read(connection -> {
            ExplainedConnection explained = new ExplainedConnection(connection);
            return events.links(explained.connection(), TRAIL.organization, after, LAST, COUNT)
                    .map(links -> explained.rowsRead());
        });

        // Then
        assertThat(rows).isLessThanOrEqualTo(4 * COUNT);
    }

    @Test
    void shouldGoOnBehindAGapThatIsLongerThanAPage() {
        // Given
        StoredTrail trail = new StoredTrail().append(1_000, 10).remove(101, 900);
        TrailEvents events = new TrailEvents();

        // When
        List<Long> seqs = trail.read(connection -> events.links(
                        SqlConnection.newInstance(connection), trail.organization, 100, 1_000, COUNT)
                .map(links -> links.stream().map(each -> each.link().seq()).toList()));

        // Then
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(901, 1_000).boxed().toList());
    }
}

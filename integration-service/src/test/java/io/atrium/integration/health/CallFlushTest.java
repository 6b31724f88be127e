package io.atrium.integration.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.integration.Sql;
import io.atrium.integration.provider.CallSummary;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class CallFlushTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CALLS =
            "SELECT coalesce(sum(calls), 0) FROM provider_call_bucket WHERE resolution = 60 AND organization_id = ?";

    @Inject
    CallFlush flush;

    /** The database refuses the batch, takes its first half, and is away for the second one. */
    @Test
    void shouldWriteEachCountOnceWhenAnOutageEndsABatchInItsMiddle() {
        // Given
        UUID written = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        CallSummary first = HealthCounts.good(written, 3, Duration.ofMillis(5));
        CallSummary second = HealthCounts.good(late, 2, Duration.ofMillis(5));
        Sql.execute("CREATE SEQUENCE flush_tries; GRANT USAGE ON SEQUENCE flush_tries TO PUBLIC;"
                + "CREATE FUNCTION flush_refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NEW.organization_id = '" + late + "' THEN"
                + " IF nextval('public.flush_tries') = 1 THEN RAISE EXCEPTION 'refused'; END IF;"
                + " RAISE EXCEPTION 'away' USING ERRCODE = '57P03'; END IF; RETURN NEW; END $$;"
                + "CREATE TRIGGER flush_refused BEFORE INSERT OR UPDATE ON provider_call_bucket FOR EACH ROW"
                + " EXECUTE FUNCTION flush_refused()");

        // When
        Uni<Void> outage = flush.write(List.of(first, second));

        // Then
        try {
            assertThatThrownBy(() -> outage.await().atMost(PATIENCE)).hasMessageContaining("away");
        } finally {
            Sql.execute("DROP FUNCTION flush_refused() CASCADE; DROP SEQUENCE flush_tries");
        }
        Awaitility.await().atMost(PATIENCE).until(() -> Sql.count(CALLS, late) == 2);
        assertThat(Sql.count(CALLS, written)).isEqualTo(3);
    }
}

package io.atrium.kit.outbox;

import static org.awaitility.Awaitility.await;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast a backlog leaves the outbox; no test, run by name: {@code -Dtest=RelayThroughput}. */
@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class RelayThroughput {

    private static final int MESSAGES = 40_000;

    @ParameterizedTest
    @ValueSource(ints = {200, 200, 200, 1})
    void measure(int keys) throws SQLException {
        try (Connection owner = TestDatabase.of("identity").connect("owner");
                Statement statement = owner.createStatement()) {
            statement.execute("INSERT INTO atrium.outbox (topic, message_key, type, organization_id, data) "
                    + "SELECT 'atrium.changes.v1', k::text, 'io.atrium.note.created', k, jsonb_build_object('n', n, "
                    + "'after', jsonb_build_object('text', repeat('x', 500))) FROM generate_series(1, " + MESSAGES
                    + ") n, LATERAL (SELECT md5((n % " + keys + ")::text)::uuid AS k) o");
            long began = System.nanoTime();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> isEmpty(statement));
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("THROUGHPUT %d keys: %.0f messages/s%n", keys, MESSAGES / seconds);
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM atrium.outbox)")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}

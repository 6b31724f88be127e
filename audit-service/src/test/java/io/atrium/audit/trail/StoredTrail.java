package io.atrium.audit.trail;

import io.atrium.kit.testing.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** An organization's trail, written past the service, and read as the service's role. */
final class StoredTrail {
    private static final TestDatabase DATABASE = TestDatabase.of("audit").migrate();
    private static final String ROLE = "audit_app";
    private static final String BEGIN = "BEGIN; SELECT set_config('app.organization_id', '%s', true)";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Vertx VERTX = Vertx.vertx();

    /** Each column has values of many events and of few; the first month has a third of them. */
    private static final String FILL = """
            WITH place AS (
                SELECT s, date_trunc('month', now(), 'UTC') + s * interval '90 days' / %3$d AS at
                  FROM generate_series(%2$d + 1, %3$d) s
            ), links AS (
                INSERT INTO audit_events
                SELECT '%1$s', date_trunc('month', at AT TIME ZONE 'UTC')::date, s, gen_random_uuid(), at, false, sha256(''), sha256('') FROM place
            )
            INSERT INTO audit_payloads
            SELECT '%1$s', date_trunc('month', at AT TIME ZONE 'UTC')::date, s, CASE WHEN s %% 3 = 0 THEN 'user.updated' ELSE 'session.created' END,
                   CASE WHEN s %% 3 = 0 THEN 'user' ELSE 'session' END, 'resource-' || s %% 40,
                   CASE WHEN s %% 1000 = 7 THEN 'DENIED' ELSE 'SUCCESS' END, 'USER',
                   CASE WHEN s %% 10 < 8 THEN 'main' ELSE 'other-' || s %% 7 END,
                   CASE WHEN s = 5 THEN '198.51.100.1' ELSE '192.0.2.' || s %% 9 END, 'request', at,
                   repeat('w', %4$d) || ' at ' || s, '{}', decode(repeat('0a', 16), 'hex') FROM place""";

    final UUID organization = UUID.randomUUID();
    private int events;

    /** @param letters the length of the text of each */
    StoredTrail append(int count, int letters) {
        asSuperuser(FILL.formatted(organization, events, events + count, letters));
        events += count;
        return this;
    }

    /** Gives all events the same action and the same actor. */
    StoredTrail makeAlike(String action) {
        asSuperuser("UPDATE audit_payloads SET action = '" + action + "', actor_id = 'nobody' WHERE organization_id = '"
                + organization + "'");
        return this;
    }

    /** Removes links and their payloads. */
    StoredTrail remove(int first, int last) {
        for (String table : List.of("audit_events", "audit_payloads")) {
            asSuperuser("DELETE FROM " + table + " WHERE organization_id = '" + organization + "' AND seq BETWEEN "
                    + first + " AND " + last);
        }
        return this;
    }

    /** Takes the statistics of the tables as they are. */
    static void analyze() {
        asSuperuser("ANALYZE audit_events, audit_payloads");
    }

    /** The seqs of the payloads that meet a condition, newest first. */
    List<Long> seqs(String condition) {
        List<Long> seqs = new ArrayList<>();
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT seq FROM audit_payloads WHERE organization_id = '"
                        + organization + "' AND " + condition + " ORDER BY seq DESC")) {
            while (rows.next()) {
                seqs.add(rows.getLong(1));
            }
            return seqs;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Works in a transaction of the organization. */
    <T> T read(Function<PgConnection, Uni<T>> work) {
        return uni(() -> PgConnection.connect(VERTX, options()))
                .chain(connection -> uni(() ->
                                connection.query(BEGIN.formatted(organization)).execute())
                        .chain(() -> work.apply(connection))
                        .eventually(() -> uni(connection::close)))
                .await()
                .atMost(PATIENCE);
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
    }

    private static PgConnectOptions options() {
        return PgConnectOptions.fromUri(DATABASE.jdbcUrl().replaceFirst("jdbc:", ""))
                .setUser(ROLE)
                .setPassword(TestDatabase.password(ROLE));
    }

    private static void asSuperuser(String sql) {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

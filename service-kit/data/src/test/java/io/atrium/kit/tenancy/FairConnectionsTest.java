package io.atrium.kit.tenancy;

import static io.atrium.kit.tenancy.AppPool.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.database.Outages;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FairConnectionsTest {

    private static final int SIZE = 4;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDatabase DATABASE = TestDatabase.of("identity");

    private final Share loud = organization();
    private final Share quiet = organization();
    private final List<Pool> pools = new ArrayList<>();

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @AfterEach
    void closePools() {
        pools.forEach(pool -> await(pool.close()));
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    @Test
    void shouldKeepConnectionsForOthers() {
        FairConnections connections = connections(LONG, 100);
        List<Future<SqlConnection>> flood = flood(connections, SIZE);

        SqlConnection given = await(connections.take(quiet));
        flood.stream().limit(SIZE / 2).forEach(AppPool::await);

        assertThat(flood.stream().filter(Future::isComplete)).hasSize(SIZE / 2);
        assertThat(connections.waiting()).isEqualTo(SIZE / 2);
        await(given.close());
    }

    @Test
    void shouldLetTheServiceItselfHaveEveryConnection() {
        FairConnections connections = connections(LONG, 100);

        for (int i = 0; i < SIZE; i++) {
            assertThat(await(connections.take(FairConnections.SERVICE))).isNotNull();
        }

        assertThat(connections.waiting()).isZero();
    }

    @Test
    void shouldServeOrganizationsInTurnWhenConnectionsAreScarce() {
        FairConnections connections = connections(LONG, 100);
        List<SqlConnection> held = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            held.add(await(connections.take(organization())));
        }
        List<Future<SqlConnection>> flood = flood(connections, 40);
        Future<SqlConnection> late = connections.take(quiet);

        await(held.get(0).close());
        await(held.get(1).close());

        await(late);
        assertThat(flood.stream().filter(Future::isComplete)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldRefuseWhoeverHasMostWaiting() {
        FairConnections connections = connections(LONG, 10);
        List<Future<SqlConnection>> flood = flood(connections, 20);

        assertThat(flood.stream().filter(Future::failed)).hasSize(20 - SIZE / 2 - 5);
        assertThat(flood.stream().filter(Future::failed).map(Future::cause)).allSatisfy(FairConnectionsTest::isRefusal);
        assertThat(connections.refused()).isEqualTo(20 - SIZE / 2 - 5);
        assertThat(await(connections.take(quiet))).isNotNull();
    }

    @Test
    void shouldRefuseWhatWaitsTooLong() {
        FairConnections connections = connections(Duration.ofMillis(50), 100);
        flood(connections, SIZE / 2);

        Future<SqlConnection> late = connections.take(loud);

        assertThatThrownBy(() -> await(late)).cause().satisfies(FairConnectionsTest::isRefusal);
        assertThat(connections.waiting()).isZero();
    }

    @Test
    void shouldTellARefusalOfAnOrganizationsOwnShareFromAnOutage() {
        // Given
        FairConnections connections = connections(Duration.ofMillis(50), 100);
        flood(connections, SIZE / 2);

        // When
        Future<SqlConnection> late = connections.take(loud);

        // Then
        assertThatThrownBy(() -> await(late)).cause().satisfies(failure -> {
            assertThat(((ProblemException) failure).isOfShare()).isTrue();
            assertThat(Outages.isOutage(failure)).isFalse();
            assertThat(Outages.isOfShare(failure)).isTrue();
        });
    }

    @Test
    void shouldTakeARefusalForAnOutageWhenOthersHaveEveryConnection() {
        // Given
        FairConnections connections = connections(Duration.ofMillis(50), 100);
        for (int i = 0; i < SIZE; i++) {
            await(connections.take(organization()));
        }

        // When
        Future<SqlConnection> late = connections.take(quiet);

        // Then
        assertThatThrownBy(() -> await(late))
                .cause()
                .satisfies(failure -> assertThat(Outages.isOutage(failure)).isTrue());
    }

    @Test
    void shouldTakeBackAConnectionThatIsLost() throws SQLException {
        FairConnections connections = connections(LONG, 100);
        List<Future<SqlConnection>> flood = flood(connections, SIZE / 2);
        Future<SqlConnection> next = connections.take(loud);

        for (Future<SqlConnection> lost : flood) {
            terminate(await(lost));
        }

        await(await(next).query("SELECT 1").execute());
    }

    @Test
    void shouldTakeBackAConnectionOnceWhenItIsClosedTwice() {
        FairConnections connections = connections(LONG, 100);
        List<Future<SqlConnection>> flood = flood(connections, SIZE);

        SqlConnection first = await(flood.get(0));
        await(first.close());
        await(flood.get(SIZE / 2));
        await(first.close().otherwiseEmpty());

        assertThat(connections.waiting()).isEqualTo(SIZE / 2 - 1);
    }

    private static void terminate(SqlConnection connection) throws SQLException {
        int process = await(connection.query("SELECT pg_backend_pid()").execute())
                .iterator()
                .next()
                .getInteger(0);
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + process + ")");
        }
    }

    private List<Future<SqlConnection>> flood(FairConnections connections, int count) {
        List<Future<SqlConnection>> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(connections.take(loud));
        }
        return taken;
    }

    private FairConnections connections(Duration patience, int maxWaiting) {
        Pool pool = AppPool.of(VERTX, DATABASE, SIZE);
        pools.add(pool);
        return new FairConnections(pool, VERTX, SIZE, new Settings(patience, maxWaiting, OptionalInt.of(SIZE / 2)));
    }

    /** No anonymous class: Quarkus takes the bounds of its methods for interceptors there, and does not start. */
    private record Settings(Duration acquisitionTimeout, int maxWaiting, OptionalInt maxPerOrganization)
            implements RequestPoolConfig {}

    private static Share organization() {
        return Share.ofOrganization(UUID.randomUUID(), null);
    }

    private static void isRefusal(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }
}

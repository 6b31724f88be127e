package io.atrium.kit.tenancy;

import static io.atrium.kit.tenancy.AppPool.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.id.Ids;
import io.atrium.kit.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadStatementTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDatabase DATABASE = TestDatabase.of("identity");
    private static final String ORGANIZATION = "SELECT current_setting('app.organization_id', true)";

    private final UUID organization = Ids.next();
    private final TenantScope scope = TenantScope.system(organization, null);

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    @Test
    void shouldRunInItsOrganizationAndLeaveNothingOfIt() {
        Pool pool = AppPool.of(VERTX, DATABASE, 1);
        SqlConnection connection = await(pool.getConnection());

        String inside = text(
                await(read(connection, connection.preparedQuery(ORGANIZATION)).execute()));

        assertThat(inside).isEqualTo(organization.toString());
        assertThat(text(await(connection.query(ORGANIZATION).execute()))).isIn("", null);
        await(pool.close());
    }

    @Test
    void shouldEndTheTransactionOfAStatementThatTheServerRefuses() {
        Pool pool = AppPool.of(VERTX, DATABASE, 1);
        SqlConnection connection = await(pool.getConnection());

        assertThatThrownBy(() -> await(read(connection, connection.preparedQuery("SELECT 1 / 0"))
                        .execute()))
                .hasMessageContaining("division by zero");

        assertThatNoTransactionIsOpen(connection);
        await(pool.close());
    }

    @Test
    void shouldEndTheTransactionOfAStatementThatCannotBeSent() {
        Pool pool = AppPool.of(VERTX, DATABASE, 1);
        SqlConnection connection = await(pool.getConnection());

        assertThatThrownBy(() -> await(read(connection, unsendable()).execute(Tuple.of(1))))
                .hasMessageContaining("cannot be sent");

        assertThatNoTransactionIsOpen(connection);
        await(pool.close());
    }

    @Test
    void shouldFailWhenItsTransactionCannotBegin() {
        Pool pool = AppPool.of(VERTX, DATABASE, 1);
        SqlConnection connection = await(pool.getConnection());
        await(connection.query("BEGIN").execute());
        await(connection.query("SELECT 1 / 0").execute().otherwiseEmpty());

        assertThatThrownBy(() -> await(
                        read(connection, connection.preparedQuery(ORGANIZATION)).execute()))
                .hasMessageContaining("transaction is aborted");

        assertThatNoTransactionIsOpen(connection);
        await(pool.close());
    }

    private PreparedQuery<RowSet<Row>> read(SqlConnection connection, PreparedQuery<RowSet<Row>> query) {
        return new ReadStatement<>(connection, scope, query);
    }

    /** The settings of a transaction are gone when it has ended; two statements of an open one have one time. */
    private static void assertThatNoTransactionIsOpen(SqlConnection connection) {
        assertThat(text(await(connection
                        .query("SELECT (now() = statement_timestamp())::text")
                        .execute())))
                .isEqualTo("true");
    }

    private static String text(RowSet<Row> rows) {
        return rows.iterator().next().getString(0);
    }

    @SuppressWarnings("unchecked")
    private static PreparedQuery<RowSet<Row>> unsendable() {
        return (PreparedQuery<RowSet<Row>>) Proxy.newProxyInstance(
                ReadStatementTest.class.getClassLoader(),
                new Class<?>[] {PreparedQuery.class},
                (proxy, method, given) -> {
                    throw new IllegalArgumentException("cannot be sent");
                });
    }
}

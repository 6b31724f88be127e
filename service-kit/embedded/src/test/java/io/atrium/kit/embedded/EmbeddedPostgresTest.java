package io.atrium.kit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @Test
    void shouldKeepDataWhenServerWasKilled(@TempDir Path folder) throws Exception {
        PostgresOptions options = PostgresOptions.kept(folder, 0);
        try (EmbeddedPostgres first = EmbeddedPostgres.start(options)) {
            execute(first, "CREATE TABLE kept (n integer); INSERT INTO kept VALUES (7)");
            ProcessHandle server = ProcessHandle.of(first.pid()).orElseThrow();
            server.destroyForcibly();
            server.onExit().get();
        }

        try (EmbeddedPostgres second = EmbeddedPostgres.start(options)) {
            assertThat(query(second.connect("postgres"), "SELECT n FROM kept")).isEqualTo("7");
            assertThat(query(second.connect("postgres"), "SHOW fsync")).isEqualTo("on");
            assertThat(query(second.connect("postgres"), "SHOW scram_iterations"))
                    .isEqualTo("4096");
            assertThat(EmbeddedPostgres.running(folder)).isPresent();
        }
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
    }

    @Test
    void shouldMakeDatabasesAndRolesTwice() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresOptions.temporary())) {
            server.bootstrap();
            server.bootstrap(role -> "other-" + role);

            try (Connection app =
                    DriverManager.getConnection(server.jdbcUrl("identity"), "identity_app", "other-identity_app")) {
                assertThat(query(app, "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"))
                        .isEqualTo("f");
            }
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl("identity"), "identity_app", "dev-identity_app"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl("tenant"), "identity_app", "other-identity_app"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void shouldTakeBackWhatRolesDoNotNeed() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(PostgresOptions.temporary())) {
            server.bootstrap();
            execute(server, "postgres", """
                    GRANT CONNECT, TEMPORARY ON DATABASE postgres, template1 TO PUBLIC;
                    GRANT pg_read_all_data, tenant_app TO identity_app;
                    ALTER ROLE identity_app CREATEROLE CONNECTION LIMIT -1""");
            execute(server, "identity", """
                    GRANT EXECUTE ON FUNCTION lo_create(oid), pg_advisory_lock(bigint) TO PUBLIC;
                    GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC""");

            server.bootstrap();

            assertThat(query(server.connect("identity"), """
                    SELECT concat_ws(' ', rolcreaterole, rolconnlimit,
                           has_database_privilege(oid, 'postgres', 'CONNECT'),
                           has_database_privilege(oid, 'template1', 'CONNECT'),
                           has_function_privilege(oid, 'lo_create(oid)', 'EXECUTE'),
                           has_function_privilege(oid, 'pg_advisory_lock(bigint)', 'EXECUTE'),
                           has_language_privilege(oid, 'plpgsql', 'USAGE'),
                           EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
                      FROM pg_roles r WHERE rolname = 'identity_app'""")).isEqualTo("f 64 f f f f f f");
        }
    }

    @Test
    void shouldNamePortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresOptions options = new PostgresOptions(
                    null, taken.getLocalPort(), false, true, PostgresOptions.DEVELOPMENT_PASSWORD, Map.of());

            assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", which PostgreSQL needs, is in use");
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        execute(server, "postgres", sql);
    }

    private static void execute(EmbeddedPostgres server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection open, String sql) throws SQLException {
        try (Connection connection = open;
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}

package io.atrium.kit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs the scripts of {@code deploy/postgres} over JDBC, in the order in which {@code bootstrap.sh} runs them. */
final class PostgresBootstrap {

    private static final List<String> SERVICES = List.of("identity", "tenant", "audit", "integration");
    private static final List<String> KINDS = List.of("owner", "app", "ingest", "relay", "worker", "platform");

    private final EmbeddedPostgres server;

    PostgresBootstrap(EmbeddedPostgres server) {
        this.server = server;
    }

    void run(UnaryOperator<String> passwordOfRole) {
        try {
            try (Connection connection = server.connect("postgres");
                    Statement statement = connection.createStatement()) {
                setPasswords(connection, passwordOfRole);
                statement.execute(script("1_roles.sql"));
                for (String create : rows(statement, script("2_databases.sql"))) {
                    statement.execute(create);
                }
            }
            for (String service : SERVICES) {
                try (Connection connection = server.connect(service);
                        Statement statement = connection.createStatement()) {
                    statement.execute(script("3_grants.sql"));
                }
            }
        } catch (SQLException e) {
            throw new EmbeddedException("The databases cannot be made: " + e.getMessage(), e);
        }
    }

    private static void setPasswords(Connection connection, UnaryOperator<String> passwordOfRole) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            for (String service : SERVICES) {
                for (String kind : KINDS) {
                    String role = service + "_" + kind;
                    set.setString(1, "atrium.password_" + role);
                    set.setString(2, passwordOfRole.apply(role));
                    set.execute();
                }
            }
        }
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String script(String name) {
        try (InputStream in = PostgresBootstrap.class.getResourceAsStream("/deploy/postgres/" + name)) {
            if (in == null) {
                throw new EmbeddedException("deploy/postgres/" + name + " is missing from the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EmbeddedException("deploy/postgres/" + name + " cannot be read.", e);
        }
    }
}

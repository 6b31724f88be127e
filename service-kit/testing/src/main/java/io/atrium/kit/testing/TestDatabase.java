package io.atrium.kit.testing;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.embedded.PostgresOptions;
import io.atrium.kit.schema.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * One of the four databases in the tests' PostgreSQL, reached directly and under any of its roles.
 *
 * @param name identity, tenant, audit or integration
 */
public record TestDatabase(String name) {

    /**
     * Not through DriverManager, which only shows drivers to the class loader that registered them. One, as each looks
     * through the class path for its defaults.
     */
    private static final Driver DRIVER = new Driver();

    public static TestDatabase of(String name) {
        return new TestDatabase(name);
    }

    /** Applies the kit's and the module's migrations, once a JVM. */
    public TestDatabase migrate() {
        SharedParts.once("atrium.test.migrated." + name, () -> {
            migrations().run();
            return "true";
        });
        return this;
    }

    /** A connection of a role by its kind: owner, app, ingest, relay, worker or platform. */
    public Connection connect(String kind) throws SQLException {
        return connect(kind, name);
    }

    /** The same role's connection to another database of the server, which has to be refused. */
    Connection connect(String kind, String database) throws SQLException {
        String role = name + "_" + kind;
        return connect(role, password(role), database);
    }

    /** A connection of the server's superuser, for what the bootstrap script does. */
    public Connection connectAsSuperuser() throws SQLException {
        return connect("postgres", PostgresOptions.temporary().superuserPassword(), name);
    }

    private static Connection connect(String user, String password, String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        Connection connection = DRIVER.connect(jdbcUrl(database), login);
        return requireNonNull(connection, "the driver does not take its own address");
    }

    public String jdbcUrl() {
        return jdbcUrl(name);
    }

    private static String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + SharedParts.postgresPort() + "/" + database;
    }

    /** The development password of a role. */
    public static String password(String role) {
        return "dev-" + role;
    }

    /** The kit's migrations and the module's, as the owner role. */
    public Migrations migrations() {
        return new Migrations(jdbcUrl(), name + "_owner", password(name + "_owner"), name);
    }
}

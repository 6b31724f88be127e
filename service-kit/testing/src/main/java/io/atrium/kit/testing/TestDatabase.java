package io.atrium.kit.testing;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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

    public static TestDatabase of(String name) {
        return new TestDatabase(name);
    }

    /** Applies the kit's and the module's migrations, once a JVM. */
    public TestDatabase migrate() {
        SharedParts.once("atrium.test.migrated." + name, () -> {
            runMigrations();
            return "true";
        });
        return this;
    }

    /** A connection of a role by its kind: owner, app, ingest, relay, worker or platform. */
    public Connection connect(String kind) throws SQLException {
        String role = name + "_" + kind;
        Properties login = new Properties();
        login.setProperty("user", role);
        login.setProperty("password", password(role));
        // Not through DriverManager: it only shows drivers to the class loader that registered them.
        Connection connection = new Driver().connect(jdbcUrl(), login);
        return requireNonNull(connection, "the driver does not take its own address");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + SharedParts.postgresPort() + "/" + name;
    }

    /** The development password of a role. */
    public static String password(String role) {
        return "dev-" + role;
    }

    /** By name: kit-data tests itself with this module, so this module cannot be built upon it. */
    private void runMigrations() {
        try {
            Method run = Class.forName(
                            "io.atrium.kit.migration.Migrations",
                            true,
                            Thread.currentThread().getContextClassLoader())
                    .getMethod("run", String.class, String.class, String.class, String.class);
            run.invoke(null, jdbcUrl(), name + "_owner", password(name + "_owner"), name);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the migrations of " + name + " fail", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("kit-data is not on the class path", e);
        }
    }
}

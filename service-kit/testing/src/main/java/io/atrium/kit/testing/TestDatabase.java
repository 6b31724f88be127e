package io.atrium.kit.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

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
        return DriverManager.getConnection(jdbcUrl(), role, password(role));
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

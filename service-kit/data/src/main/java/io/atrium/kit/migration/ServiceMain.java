package io.atrium.kit.migration;

import io.atrium.kit.schema.Migrations;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;

/**
 * Starts the service, or, called with the one argument {@code migrate}, brings its database to the schema and ends:
 * the one-shot step of a deployment, the only holder of {@code DATABASE_OWNER_PASSWORD}.
 */
@QuarkusMain
public class ServiceMain {

    public static void main(String... args) {
        if (args.length == 1 && args[0].equals("migrate")) {
            migrate();
            return;
        }
        Quarkus.run(args);
    }

    private static void migrate() {
        String database = databaseName();
        String host = environment("DATABASE_HOST", "localhost");
        String port = environment("DATABASE_PORT", "15432");
        String password = environment("DATABASE_OWNER_PASSWORD", "dev-" + database + "_owner");
        if (environment("ATRIUM_MODE", "development").equals("production") && password.startsWith("dev-")) {
            throw new IllegalStateException(
                    "DATABASE_OWNER_PASSWORD is a development secret; production refuses to run on it");
        }
        String url = "jdbc:postgresql://" + host + ":" + port + "/" + database;
        try {
            int applied = new Migrations(url, database + "_owner", password, database).run();
            // The logging of Quarkus is not up in this mode: a command answers on its standard output.
            System.out.printf("Database %s is up to date, %d migrations applied%n", database, applied);
        } catch (FlywayException e) {
            System.err.printf("Database %s at %s:%s was not migrated: %s%n", database, host, port, e.getMessage());
            System.exit(1);
        }
    }

    private static String databaseName() {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            String name = properties.getProperty("atrium.database.name");
            if (name == null) {
                throw new IllegalStateException("application.properties has no atrium.database.name");
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String environment(String name, String fallback) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? fallback : value;
    }
}

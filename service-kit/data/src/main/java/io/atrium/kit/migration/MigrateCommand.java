package io.atrium.kit.migration;

import io.atrium.kit.database.DatabaseTls;
import io.atrium.kit.schema.Migrations;
import io.atrium.kit.tls.CertificateFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.Driver;

/** The command {@code migrate}, by the variables of its environment. */
final class MigrateCommand {

    private final Map<String, String> variables;

    MigrateCommand(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** @return the exit code of the process; what was done is said on standard output, what failed on standard error */
    int run() {
        String database = databaseName();
        String host = environment("DATABASE_HOST", "localhost");
        String port = environment("DATABASE_PORT", "15432");
        String password = environment("DATABASE_OWNER_PASSWORD", "dev-" + database + "_owner");
        String mode = environment("ATRIUM_MODE", "development");
        DatabaseTls tls = new DatabaseTls(environment("DATABASE_SSLMODE", ""), environment("DATABASE_SSLROOTCERT", ""));
        List<String> faults = faults(mode, password, tls);
        if (!faults.isEmpty()) {
            System.err.printf("Settings that %s mode refuses: %s%n", mode, String.join("; ", faults));
            return 1;
        }
        String url = "jdbc:postgresql://" + host + ":" + port + "/" + database + tls.jdbcParameters();
        Optional<String> refused = refusedCertificate(url, database, password);
        if (refused.isPresent()) {
            return failed(database, host, port, refused.get());
        }
        try {
            int applied = new Migrations(url, database + "_owner", password, database).run();
            // The logging of Quarkus is not up in this mode: a command answers on its standard output.
            System.out.printf("Database %s is up to date, %d migrations applied%n", database, applied);
            return 0;
        } catch (FlywayException e) {
            return failed(database, host, port, String.valueOf(e.getMessage()));
        }
    }

    private static int failed(String database, String host, String port, String reason) {
        System.err.printf("Database %s at %s:%s was not migrated: %s%n", database, host, port, reason);
        return 1;
    }

    /** Flyway waits for minutes for a server that does not answer; a certificate gets no better by waiting. */
    private static Optional<String> refusedCertificate(String url, String database, String password) {
        Properties login = new Properties();
        login.setProperty("user", database + "_owner");
        login.setProperty("password", password);
        try (Connection connection = new Driver().connect(url, login)) {
            return Optional.empty();
        } catch (SQLException e) {
            return CertificateFault.of(e);
        }
    }

    private static List<String> faults(String mode, String password, DatabaseTls tls) {
        boolean production = mode.equals("production");
        List<String> faults = new ArrayList<>();
        if (production && password.startsWith("dev-")) {
            faults.add("DATABASE_OWNER_PASSWORD is a development secret");
        }
        faults.addAll(tls.faults(production));
        return faults;
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

    private String environment(String name, String fallback) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? fallback : value;
    }
}

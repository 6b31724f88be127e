package io.atrium.kit.migration;

import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Applies the kit's migrations into the schema {@code atrium} and then the service's into {@code public}. Running it
 * again applies what is new; two at once wait for each other on Flyway's lock.
 */
public final class Migrations {

    private static final String[] ROLES = {"owner", "app", "ingest", "relay", "worker", "platform"};

    private Migrations() {}

    /**
     * @param jdbcUrl the database, {@code jdbc:postgresql://host:port/name}
     * @param user the owner role
     * @param rolePrefix what the names of the database's roles start with, {@code identity} for {@code identity_app}
     * @return how many migrations were applied
     * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached or a migration fails
     */
    public static int run(String jdbcUrl, String user, String password, String rolePrefix) {
        int kit = flyway(jdbcUrl, user, password, rolePrefix, "atrium", "classpath:db/kit")
                .migrate()
                .migrationsExecuted;
        int service = flyway(jdbcUrl, user, password, rolePrefix, "public", "classpath:db/migration")
                .migrate()
                .migrationsExecuted;
        return kit + service;
    }

    private static Flyway flyway(
            String jdbcUrl, String user, String password, String rolePrefix, String schema, String location) {
        Map<String, String> placeholders = new HashMap<>();
        for (String role : ROLES) {
            placeholders.put(role, rolePrefix + "_" + role);
        }
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl, user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(location)
                .placeholders(placeholders)
                .connectRetries(10)
                .validateMigrationNaming(true);
        return configuration.load();
    }
}

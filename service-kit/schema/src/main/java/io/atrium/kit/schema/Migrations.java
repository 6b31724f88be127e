package io.atrium.kit.schema;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Applies the kit's migrations ({@code db/kit}) into the schema {@code atrium} and then the service's
 * ({@code db/migration}) into {@code public}. Running it again applies what is new; two at once wait for each other on
 * Flyway's lock. Each method throws {@link org.flywaydb.core.api.FlywayException} when the database cannot be reached or a
 * migration fails.
 *
 * @param jdbcUrl the database, {@code jdbc:postgresql://host:port/name}
 * @param user the owner role
 * @param rolePrefix what the names of the database's roles start with, {@code identity} for {@code identity_app}
 */
public record Migrations(String jdbcUrl, String user, String password, String rolePrefix) {

    private static final String[] ROLES = {"owner", "app", "ingest", "relay", "worker", "platform"};

    /** The same of another database. */
    public Migrations in(String url) {
        return new Migrations(url, user, password, rolePrefix);
    }

    /** @return how many migrations were applied */
    public int run() {
        return kit(MigrationVersion.LATEST).migrate().migrationsExecuted
                + service(MigrationVersion.LATEST).migrate().migrationsExecuted;
    }

    /** Applies those up to a version, both included. */
    public void run(int kitVersion, int serviceVersion) {
        kit(version(kitVersion)).migrate();
        service(version(serviceVersion)).migrate();
    }

    /** The versions of the kit that there are, the oldest first. */
    public List<Integer> kitVersions() {
        return versions(kit(MigrationVersion.LATEST));
    }

    /** The versions of the service that there are, the oldest first. */
    public List<Integer> serviceVersions() {
        return versions(service(MigrationVersion.LATEST));
    }

    private static List<Integer> versions(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .filter(migration -> migration.isVersioned())
                .map(migration -> Integer.valueOf(migration.getVersion().getVersion()))
                .sorted()
                .toList();
    }

    private static MigrationVersion version(int number) {
        return MigrationVersion.fromVersion(Integer.toString(number));
    }

    private Flyway kit(MigrationVersion target) {
        return flyway("atrium", "classpath:db/kit", target);
    }

    private Flyway service(MigrationVersion target) {
        return flyway("public", "classpath:db/migration", target);
    }

    private Flyway flyway(String schema, String location, MigrationVersion target) {
        Map<String, String> placeholders = new HashMap<>();
        for (String role : ROLES) {
            placeholders.put(role, rolePrefix + "_" + role);
        }
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl, user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(location)
                .placeholders(placeholders)
                .connectRetries(10)
                .validateMigrationNaming(true)
                .target(target)
                .load();
    }
}

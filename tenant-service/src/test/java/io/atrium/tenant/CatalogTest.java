package io.atrium.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.DatabaseAttacks;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogTest {
    @Test
    void shouldKeepOrganizationsApartInEveryTable() {
        TestDatabase database = TestDatabase.of("tenant").migrate();
        new TenancyCatalogCheck(
                        database,
                        Set.of("public.claimed_domains", "public.claimed_subdomains", "public.due_reservations"))
                .verify();
    }

    @Test
    void shouldRefuseEveryAttackOnTheDatabase() {
        TestDatabase database = TestDatabase.of("tenant").migrate();

        assertThat(DatabaseAttacks.notRefused(database)).isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "app",
                        List.of(
                                "INSERT INTO claimed_domains (domain, organization_id) VALUES ('o.example', '${other}')",
                                "INSERT INTO claimed_subdomains (subdomain, organization_id) VALUES ('o', '${other}')",
                                "UPDATE claimed_domains SET organization_id = '${own}'",
                                "UPDATE claimed_subdomains SET organization_id = '${own}'",
                                "INSERT INTO due_reservations (organization_id, due_at) VALUES ('${other}', now())",
                                "UPDATE due_reservations SET due_at = 'infinity'",
                                "UPDATE counters SET count = 0",
                                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                        + "VALUES ('atrium.organizations.v1', '${other}', 't', '${own}')")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "worker",
                        List.of(
                                "INSERT INTO due_reservations (organization_id, due_at) VALUES ('${own}', now())",
                                "DELETE FROM due_reservations",
                                "UPDATE due_reservations SET organization_id = '${own}'",
                                "SELECT * FROM organizations",
                                "SELECT * FROM claimed_domains")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "platform",
                        List.of(
                                "UPDATE organizations SET status = 'ACTIVE'",
                                "SELECT * FROM counters",
                                "SELECT * FROM claimed_domains")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "ingest",
                        List.of(
                                "UPDATE counters SET organization_id = '${own}'",
                                "DELETE FROM counters",
                                "INSERT INTO counters VALUES ('${other}', 'm', '', 1, now())",
                                "SELECT * FROM organizations")))
                .isEmpty();
    }

    /** What another organization holds can be neither seen nor given up; it shows in the refusal alone. */
    @Test
    void shouldKeepClaimsAndReservationsOfOthers() throws SQLException {
        TestDatabase database = TestDatabase.of("tenant").migrate();
        UUID holder = UUID.randomUUID();
        String name = "held-" + holder;
        try (Connection app = transaction(database, holder)) {
            assertThat(claim(app, name, holder)).isEqualTo(1);
            app.createStatement()
                    .execute("INSERT INTO due_reservations (organization_id, due_at) VALUES ('" + holder
                            + "', 'infinity')");
            app.commit();
        }

        UUID other = UUID.randomUUID();
        try (Connection app = transaction(database, other)) {
            assertThat(claim(app, name, other)).isZero();
            assertThat(app.createStatement().executeUpdate("DELETE FROM claimed_domains"))
                    .isZero();
            assertThat(app.createStatement().executeUpdate("DELETE FROM due_reservations"))
                    .isZero();
        }
        try (Connection app = transaction(database, holder)) {
            assertThat(app.createStatement().executeUpdate("DELETE FROM claimed_domains"))
                    .isEqualTo(1);
            assertThat(app.createStatement().executeUpdate("DELETE FROM due_reservations"))
                    .isEqualTo(1);
            app.commit();
        }
    }

    private static Connection transaction(TestDatabase database, UUID organization) throws SQLException {
        Connection app = database.connect("app");
        app.setAutoCommit(false);
        app.createStatement().execute("SELECT set_config('app.organization_id', '" + organization + "', true)");
        return app;
    }

    private static int claim(Connection app, String name, UUID organization) throws SQLException {
        return app.createStatement()
                .executeUpdate("INSERT INTO claimed_domains (domain, organization_id) VALUES ('" + name + "', '"
                        + organization + "') ON CONFLICT DO NOTHING");
    }
}

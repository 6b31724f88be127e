package io.atrium.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.ArchitectureRules;
import io.atrium.kit.testing.DatabaseAttacks;
import io.atrium.kit.testing.LinearPatterns;
import io.atrium.kit.testing.TableOwners;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void shouldKeepEveryTableInItsOrganization() {
        TestDatabase database = TestDatabase.of("identity").migrate();

        new TenancyCatalogCheck(database, Set.of("public.login_directory", "public.signing_keys")).verify();
    }

    @Test
    void shouldUseNoPatternThatBacktracksInTheKit() {
        LinearPatterns.verify(
                "io.atrium.kit",
                Map.of(
                        "ResourceEndpoints.PARAMETER", "path templates are the resources' own",
                        "io.atrium.kit.testing.", "what tests read is the tests' own"));
    }

    @Test
    void shouldRefuseEveryAttackOnTheDatabase() {
        TestDatabase database = TestDatabase.of("identity").migrate();

        assertThat(DatabaseAttacks.notRefused(database)).isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "app",
                        List.of(
                                "DELETE FROM signing_keys",
                                "UPDATE signing_keys SET status = 'RETIRING'",
                                "UPDATE signing_keys SET private_key = 'mine', public_jwk = 'mine'",
                                "INSERT INTO signing_keys (kid, status, public_jwk, private_key) "
                                        + "VALUES ('mine', 'PUBLISHED', '{}', 'mine')",
                                "DELETE FROM users",
                                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                        + "VALUES ('atrium.usage.v1', '${own}', 't', '${own}')",
                                "DELETE FROM refresh_tokens",
                                "UPDATE refresh_tokens SET parent_hash = NULL")))
                .isEmpty();
        for (String kind : List.of("ingest", "worker", "platform", "relay")) {
            assertThat(DatabaseAttacks.notRefused(
                            database,
                            kind,
                            List.of(
                                    "SELECT * FROM public.signing_keys",
                                    "SELECT * FROM public.users",
                                    "SELECT * FROM public.sessions",
                                    "SELECT * FROM public.login_directory",
                                    "SELECT public.lock_signing_keys()")))
                    .isEmpty();
        }
    }

    @Test
    void shouldShowSigningKeysToThePlatformOrganizationAlone() throws SQLException {
        TestDatabase database = TestDatabase.of("identity").migrate();
        try (Connection owner = database.connect("owner")) {
            call(owner, "SELECT add_signing_key('shown', 'PUBLISHED', '{}', 'v1.')");
        }

        try (Connection app = database.connect("app")) {
            app.setAutoCommit(false);
            call(app, "SELECT set_config('app.organization_id', gen_random_uuid()::text, true)");
            assertThat(call(app, "SELECT count(*) FROM signing_keys")).isEqualTo("0");
            call(app, "SELECT set_config('app.organization_id', '00000000-0000-7000-8000-000000000001', true)");
            assertThat(call(app, "SELECT count(*) FROM signing_keys")).isNotEqualTo("0");
        } finally {
            try (Connection owner = database.connect("owner")) {
                owner.createStatement().execute("DELETE FROM signing_keys WHERE kid = 'shown'");
            }
        }
    }

    /** In a transaction that is rolled back: the keys of other tests stay. */
    @Test
    void shouldMoveSigningKeysForwardOnly() throws SQLException {
        try (Connection owner = TestDatabase.of("identity").migrate().connect("owner")) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("DELETE FROM signing_keys");

            assertThat(List.of(
                            call(owner, "SELECT add_signing_key('a', 'ACTIVE', '{}', 'v1.')"),
                            call(owner, "SELECT move_signing_key('a', 'RETIRING')"),
                            call(owner, "SELECT add_signing_key('b', 'ACTIVE', '{}', 'v1.')"),
                            call(owner, "SELECT add_signing_key('b', 'RETIRING', '{}', 'v1.')"),
                            call(owner, "SELECT add_signing_key('b', 'PUBLISHED', '{}', 'v1.')"),
                            call(owner, "SELECT move_signing_key('a', 'PUBLISHED')"),
                            call(owner, "SELECT remove_signing_key('a')"),
                            call(owner, "SELECT move_signing_key('a', 'RETIRING')"),
                            call(owner, "SELECT move_signing_key('b', 'ACTIVE')"),
                            call(owner, "SELECT move_signing_key('a', 'ACTIVE')"),
                            call(owner, "SELECT remove_signing_key('a')")))
                    .containsExactly("t", "f", "f", "f", "t", "f", "f", "t", "t", "f", "f");
            owner.createStatement().execute("UPDATE signing_keys SET status_since = now() - interval '1 hour'");
            assertThat(List.of(
                            call(owner, "SELECT remove_signing_key('b')"),
                            call(owner, "SELECT remove_signing_key('a')")))
                    .containsExactly("f", "t");
            owner.rollback();
        }
    }

    private static String call(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @Test
    void shouldFollowTheArchitecture() {
        ArchitectureRules.of("io.atrium.identity").verify();
    }

    @Test
    void shouldReachTheTablesOfOtherFeaturesAsDeclaredAlone() {
        assertThat(TableOwners.differences(Path.of(""))).isEmpty();
    }
}

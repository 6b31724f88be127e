package io.atrium.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.ArchitectureRules;
import io.atrium.kit.testing.DatabaseAttacks;
import io.atrium.kit.testing.TableOwners;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenancyCatalogTest {

    @Test
    void shouldKeepEveryTableToItsTenant() {
        TestDatabase database = TestDatabase.of("integration").migrate();

        new TenancyCatalogCheck(database, Set.of("public.due_work")).verify();
    }

    @Test
    void shouldRefuseEveryAttackOnTheDatabase() {
        TestDatabase database = TestDatabase.of("integration").migrate();

        assertThat(DatabaseAttacks.notRefused(database)).isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "app",
                        List.of(
                                "INSERT INTO due_work (organization_id, kind, ref) "
                                        + "VALUES ('${other}', 'sync_job', 'theirs')",
                                "UPDATE due_work SET lease_owner = 'mine', lease_until = 'infinity'",
                                "UPDATE due_work SET organization_id = '${own}'",
                                "DELETE FROM sync_job",
                                "DELETE FROM webhook_event",
                                "DELETE FROM synced_record",
                                "UPDATE synced_record SET deleted = true",
                                "UPDATE integration_health SET status = 'HEALTHY'",
                                "DELETE FROM integration_health_change",
                                "DELETE FROM provider_call_bucket",
                                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                        + "VALUES ('atrium.webhook-sources.v1', '${other}/payment', 't', '${own}')",
                                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                        + "VALUES ('atrium.usage.v1', '${own}', 't', '${own}')")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "ingest",
                        List.of(
                                "SELECT * FROM integration",
                                "SELECT * FROM webhook_secret",
                                "DELETE FROM webhook_event",
                                "DELETE FROM integration_health",
                                "UPDATE integration_health_change SET new_status = 'HEALTHY'",
                                "UPDATE due_work SET organization_id = '${own}'",
                                "INSERT INTO due_work (organization_id, kind, ref) "
                                        + "VALUES ('${other}', 'sync_job', 'theirs')",
                                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                        + "VALUES ('atrium.webhook-sources.v1', '${own}/payment', 't', '${own}')")))
                .isEmpty();
        assertThat(DatabaseAttacks.notRefused(
                        database,
                        "worker",
                        List.of(
                                "INSERT INTO due_work (organization_id, kind, ref) VALUES ('${own}', 'sync_job', 'mine')",
                                "DELETE FROM due_work",
                                "UPDATE due_work SET due_at = 'infinity'",
                                "UPDATE due_work SET organization_id = '${own}'",
                                "SELECT * FROM webhook_event",
                                "SELECT * FROM integration")))
                .isEmpty();
    }

    @Test
    void shouldKeepTheArchitecture() {
        ArchitectureRules.of("io.atrium.integration")
                .allowing("CreateIntegrationRequest.baseUrl", "read by HttpUrl, which repairs nothing")
                .allowing("UpdateIntegrationRequest.baseUrl", "read by HttpUrl, which repairs nothing")
                .verify();
    }

    @Test
    void shouldReachTheTablesOfOtherFeaturesAsDeclaredAlone() {
        assertThat(TableOwners.differences(Path.of(""))).isEmpty();
    }
}

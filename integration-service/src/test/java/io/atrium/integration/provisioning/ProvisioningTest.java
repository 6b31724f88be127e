package io.atrium.integration.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.integration.Api;
import io.atrium.integration.Sql;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class ProvisioningTest {

    @Inject
    TenantTransaction transaction;

    @Inject
    MeterRegistry registry;

    @ParameterizedTest
    @ValueSource(strings = {"user", "payment", "communication"})
    void shouldReserveTheNamesOfThePlatformsSources(String source) {
        UUID organization = TestOrganizations.active();

        Api.admin(organization)
                .body(Map.of("name", "Mine", "webhook", Map.of("source", source)))
                .post("/api/v1/integrations/")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("webhook.source"));
    }

    @Test
    void shouldGoOnWithOthersWhenOneOrganizationCannotBeProvisioned() {
        UUID blocked = UUID.randomUUID();
        // A source that had its name before it was reserved.
        Sql.execute("INSERT INTO integration (organization_id, id, name, provider, source, scheme) VALUES ('" + blocked
                + "', gen_random_uuid(), 'Mine', 'custom', 'user', 'standard-webhooks')");

        TestOrganizations.publish(blocked, "ACTIVE", 1);

        Api.provisioned(TestOrganizations.active());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Sql.count("SELECT count(*) FROM integration WHERE organization_id = ?", blocked) == 3);
        assertThat(parked(blocked)).isEqualTo(1);

        Sql.execute("DELETE FROM integration WHERE source = 'user' AND organization_id = '" + blocked + "'");

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> parked(blocked) == 0);
        Api.provisioned(blocked);
    }

    @Test
    void shouldGoOnWithOthersWhenOneOrganizationUsesAllOfItsConnections() {
        // Given
        UUID busy = UUID.randomUUID();
        CompletableFuture<Void> released = new CompletableFuture<>();
        for (int i = 0; i < 40; i++) {
            hold(busy, released);
        }
        Awaitility.await()
                .until(() ->
                        registry.get("atrium.database.requests.waiting").gauge().value() > 0);

        // When
        TestOrganizations.publish(busy, "ACTIVE", 1);

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> parked(busy) == 1);
        Api.provisioned(TestOrganizations.active());
        assertThat(parked(busy)).isEqualTo(1);
        released.complete(null);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> parked(busy) == 0);
        Api.provisioned(busy);
    }

    /** Holds a connection of the organization's share until it is released; one that gets none is refused. */
    private void hold(UUID organization, CompletableFuture<Void> released) {
        VertxContextSupport.subscribe(
                () -> transaction
                        .run(
                                TenantScope.system(organization, null),
                                connection -> Uni.createFrom().completionStage(() -> released))
                        .toMulti(),
                held -> held.with(done -> {}, refused -> {}));
    }

    private static long parked(UUID organization) {
        return Sql.count(
                "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind = 'provisioning'", organization);
    }
}

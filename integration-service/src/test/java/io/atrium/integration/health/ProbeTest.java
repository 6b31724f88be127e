package io.atrium.integration.health;

import static io.atrium.integration.ScriptedProvider.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.integration.Api;
import io.atrium.integration.ScriptedProvider;
import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Probes are due once a year here, and when a test makes them so. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(ScriptedProvider.class)
class ProbeTest {

    ScriptedProvider provider;

    @Test
    void shouldProbeWithOneCheapCallAndComeBackAfterTheInterval() {
        Tenant tenant = tenant();

        tenant.probe();

        assertThat(provider.requests(tenant.credential)).containsExactly("/u/users?limit=1");
        awaitHealth(tenant, "status", "HEALTHY");
        assertThat(health(tenant).getLong("calls")).isEqualTo(1);
        assertThat(health(tenant).getDouble("uptime.last_5m")).isEqualTo(1);
    }

    @Test
    void shouldCountAFailedProbeOnceWithoutRetries() {
        Tenant tenant = tenant();
        provider.next(tenant.credential, 10, status(503));

        tenant.probe();

        assertThat(provider.requests(tenant.credential)).hasSize(1);
        awaitHealth(tenant, "last_error.code", "provider_error");
        assertThat(health(tenant).getDouble("uptime.last_5m")).isZero();
        assertThat(health(tenant).getString("status")).isEqualTo("UNKNOWN");
    }

    @Test
    void shouldBeUnhealthyAndSendNothingWhileTheCircuitIsOpen() {
        Tenant tenant = tenant();
        provider.next(tenant.credential, 100, status(500));
        for (int i = 0; i < 5; i++) {
            tenant.probe();
        }
        awaitHealth(tenant, "status", "UNHEALTHY");
        assertThat(health(tenant).getString("circuit")).isEqualTo("OPEN");
        assertThat(health(tenant).getString("next_try_at")).isNotNull();

        tenant.probe();

        assertThat(provider.requests(tenant.credential)).hasSizeLessThanOrEqualTo(6);
        provider.forgetScript(tenant.credential);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            tenant.probe();
            assertThat(health(tenant).getString("circuit")).isEqualTo("CLOSED");
        });
    }

    @Test
    void shouldNotProbeADisabledIntegrationAndTellItsStatus() {
        Tenant tenant = tenant();
        tenant.enable(false);

        tenant.probe();

        assertThat(provider.requests(tenant.credential)).isEmpty();
        assertThat(health(tenant).getString("status")).isEqualTo("DISABLED");
        assertThat(health(tenant).getString("since")).isNotNull();
        tenant.enable(true);
        assertThat(health(tenant).getString("status")).isEqualTo("UNKNOWN");
        Awaitility.await().untilAsserted(() -> {
            tenant.probe();
            assertThat(health(tenant).getString("status")).isEqualTo("HEALTHY");
        });
    }

    @Test
    void shouldNotProbeForASuspendedOrganization() {
        Tenant tenant = tenant();
        TestOrganizations.suspend(tenant.organization);
        Awaitility.await()
                .until(() -> Api.admin(tenant.organization)
                                .get("/api/v1/integrations/health")
                                .statusCode()
                        == 403);

        tenant.probe();

        assertThat(provider.requests(tenant.credential)).isEmpty();
    }

    @Test
    void shouldNotProbeAnAddressThatTenantsMayNotHaveCalled() {
        Tenant tenant = tenant();
        Sql.execute("UPDATE integration SET base_url = 'http://localhost:"
                + org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("provider.port", String.class)
                + "/u' WHERE id = '" + tenant.integration + "'");

        tenant.probe();

        awaitHealth(tenant, "last_error.code", "address_refused");
        assertThat(provider.requests(tenant.credential)).isEmpty();
    }

    @Test
    void shouldLeaveAProbeToTheReplicaThatHoldsIt() {
        Tenant held = tenant();
        Tenant free = tenant();
        Sql.execute("UPDATE due_work SET due_at = now() - interval '1 hour', lease_owner = 'other/1',"
                + " lease_until = now() + interval '1 hour' WHERE " + held.work());

        free.probe();

        assertThat(provider.requests(held.credential)).isEmpty();
        assertThat(provider.requests(free.credential)).hasSize(1);
    }

    @Test
    void shouldForgetTheProbeOfAnIntegrationThatIsGone() {
        UUID organization = TestOrganizations.active();
        Api.provisioned(organization);
        Sql.execute("INSERT INTO due_work (organization_id, kind, ref) VALUES ('" + organization
                + "', 'provider_probe', 'gone')");

        Awaitility.await()
                .untilAsserted(() -> assertThat(Sql.count(
                                "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind = 'provider_probe'",
                                organization))
                        .isEqualTo(3));
    }

    @Test
    void shouldTestAnIntegrationNow() {
        Tenant tenant = tenant();
        provider.next(tenant.credential, 1, status(401));

        tenant.test().statusCode(200).body("ok", equalTo(false)).body("error.code", equalTo("provider_unauthorized"));
        tenant.test().statusCode(200).body("ok", equalTo(true)).body("error", nullValue());

        assertThat(provider.requests(tenant.credential)).hasSize(2);
        awaitHealth(tenant, "calls", "2");
    }

    @Test
    void shouldNotTestWhatIsDisabledOrHasNoProvider() {
        Tenant tenant = tenant();
        tenant.enable(false);
        String custom = Api.admin(tenant.organization)
                .body(Map.of(
                        "name", "Tool", "provider", "custom", "enabled", true, "webhook", Map.of("source", "tool")))
                .post("/api/v1/integrations/")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        tenant.test().statusCode(409);
        Api.admin(tenant.organization)
                .post("/api/v1/integrations/" + custom + "/test")
                .then()
                .statusCode(409);

        assertThat(provider.requests(tenant.credential)).isEmpty();
        Api.admin(tenant.organization)
                .get("/api/v1/integrations/" + custom + "/health")
                .then()
                .statusCode(200)
                .body("integration.status", equalTo("UNKNOWN"));
    }

    private Tenant tenant() {
        UUID organization = TestOrganizations.active();
        String id = Api.provisioned(organization).getString("items.find { it.provider == 'user' }.id");
        Tenant tenant = new Tenant(organization, id, "probe-" + organization);
        tenant.enable(true);
        return tenant;
    }

    private static JsonPath health(Tenant tenant) {
        return Api.admin(tenant.organization)
                .get("/api/v1/integrations/health")
                .jsonPath()
                .setRootPath("integrations.find { it.provider == 'user' }");
    }

    private static void awaitHealth(Tenant tenant, String field, String value) {
        Awaitility.await(field)
                .atMost(Duration.ofSeconds(10))
                .until(() -> health(tenant).getString(field), value::equals);
    }

    private record Tenant(UUID organization, String integration, String credential) {

        void enable(boolean enabled) {
            Api.admin(organization)
                    .body(Map.of("name", "Provider", "enabled", enabled, "credentials", Map.of("token", credential)))
                    .put("/api/v1/integrations/" + integration)
                    .then()
                    .statusCode(200);
        }

        ValidatableResponse test() {
            return Api.admin(organization)
                    .post("/api/v1/integrations/" + integration + "/test")
                    .then();
        }

        String work() {
            return "organization_id = '" + organization + "' AND kind = 'provider_probe' AND ref = 'user'";
        }

        /** Makes the probe due and waits until the worker has done it and put it off again. */
        void probe() {
            Sql.execute("UPDATE due_work SET due_at = now() WHERE " + work());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> Sql.count(
                                    "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind = 'provider_probe'"
                                            + " AND ref = 'user' AND due_at > now() AND lease_owner IS NULL",
                                    organization)
                            == 1);
        }
    }
}

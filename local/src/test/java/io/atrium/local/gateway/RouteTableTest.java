package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private static final String ORGANIZATION = "0198c0de-0000-7000-8000-000000000001";

    private final RouteTable table = RouteTable.ofDeployment();

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/auth/register, identity-service",
        "POST, /api/v1/auth/login/, identity-service",
        "GET, /api/v1/users, identity-service",
        "GET, /api/v1/users/, identity-service",
        "DELETE, /api/v1/users/" + ORGANIZATION + ", identity-service",
        "GET, /.well-known/jwks.json, identity-service",
        "HEAD, /.well-known/jwks.json, identity-service",
        "PATCH, /api/v1/organizations/me, tenant-service",
        "POST, /api/v1/webhooks/user/" + ORGANIZATION + ", webhook-gateway",
        "GET, /api/v1/webhooks/user/" + ORGANIZATION + "/, webhook-gateway",
        "POST, /api/v1/webhooks/user/" + ORGANIZATION + "/batch, webhook-gateway",
        "GET, /api/v1/webhooks/events, integration-service",
        "POST, /api/v1/webhooks/events/" + ORGANIZATION + "/replay, integration-service",
        "POST, /api/v1/webhooks/events/" + ORGANIZATION + ", integration-service",
        "GET, /api/v1/webhooks/stats, integration-service",
        "POST, /api/v1/webhooks/process, integration-service",
        "GET, /api/v1/webhooks/dead-letters/, integration-service",
        "POST, /api/v1/integrations/sync/users, integration-service",
        "GET, /api/v1/audit/events, audit-service",
        "GET, /api/v1/health, webhook-gateway",
        "GET, /docs, webhook-gateway",
        "GET, /docs/index.html, webhook-gateway",
        "GET, /openapi, webhook-gateway",
        "GET, /openapi/tenant-service, tenant-service"
    })
    void shouldFindTheServiceOfEachRoute(String method, String path, String service) {
        assertThat(table.find(method, path)).get().extracting(Route::service).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /internal/organizations",
        "GET, /q/health/ready",
        "GET, /api/v1",
        "GET, /api/v1/userss",
        "PUT, /api/v1/webhooks/user/" + ORGANIZATION,
        "GET, /api/v1/webhooks/user/" + ORGANIZATION + "/batch",
        "POST, /api/v1/webhooks/user",
        "POST, /api/v1/webhooks/user/" + ORGANIZATION + "/batch/more",
        "POST, /docs",
        "POST, /openapi",
        "GET, /openapi/local"
    })
    void shouldServeNothingElse(String method, String path) {
        assertThat(table.find(method, path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/../../../internal/registrations/x",
                "/api/v1/users/..",
                "/api/v1/users/./x",
                "/api/v1/users/%2e%2e/%2E%2E/internal",
                "/api/v1/users/..%2finternal",
                "/api/v1/users//internal",
                "//internal",
                "/api/v1/users/..;/internal",
                "/api/v1/users/..\\internal",
                "/api/v1/users/%00",
                "*",
                "http://elsewhere/api/v1/users"
            })
    void shouldServeNoPathThatAnotherLayerCouldReadDifferently(String path) {
        assertThat(table.find("GET", path)).isEmpty();
    }

    @Test
    void shouldGiveBatchesTheLargerLimit() {
        assertThat(table.find("POST", "/api/v1/webhooks/user/" + ORGANIZATION + "/batch"))
                .get()
                .extracting(Route::maxBodyBytes)
                .isEqualTo(16L * 1024 * 1024);
        assertThat(table.find("POST", "/api/v1/webhooks/user/" + ORGANIZATION))
                .get()
                .extracting(Route::maxBodyBytes)
                .isEqualTo(1024L * 1024);
    }
}

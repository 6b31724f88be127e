package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that differ from their defaults, from the suite's {@code .env}, and what is seen of each from outside. */
class SettingsIT {

    private static final String HSTS = "Strict-Transport-Security";

    @Test
    void shouldIssueAccessTokensForAsLongAsIsSet() {
        Tenant tenant = Tenant.register();

        JsonPath login = Tenant.login(tenant.email());

        int seconds = SuiteSettings.ACCESS_TOKEN_EXPIRE_MINUTES * 60;
        JsonPath claims = claims(login.getString("access_token"));
        assertThat(login.getInt("expires_in")).isEqualTo(seconds);
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(seconds);
    }

    @Test
    void shouldNotStartOnSettingsOutOfBounds() throws IOException {
        Map<String, String> settings = Map.of(
                "RATE_LIMIT_REQUESTS", "-1", "WEBHOOK_GATEWAY_INTAKE_MAX_BODY", "7", "ATRIUM_KAFKA_LINGER", "1H");

        try (Replica replica = Replica.start("webhook-gateway", settings)) {
            assertThat(replica.ended())
                    .contains("atrium.rate-limit.requests must be from 0 to 1000000000, not -1")
                    .contains("webhook-gateway.intake.max-body must be from 1024 to 2147483647, not 7")
                    .contains("atrium.kafka.linger must be from PT0S to PT5S, not PT1H");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "payment", "communication"})
    void shouldCallTheProviderAtTheAddressThatIsSet(String provider) {
        Tenant tenant = Tenant.register();
        MockAccount account = MockAccount.of(tenant, provider);

        tenant.post("/integrations/" + tenant.integration(provider) + "/test", Map.of())
                .then()
                .statusCode(200)
                .body("ok", equalTo(true));

        assertThat(account.calls()).isEqualTo(1);
    }

    @Test
    void shouldLetTheFirstSuperAdminActInTheOrganizationTheyName() {
        Tenant tenant = Tenant.register();
        String token = Tenant.login(SuiteSettings.SUPER_ADMIN).getString("access_token");

        Patience.await()
                .until(() -> Tenant.as(token)
                                .header("X-Organization-Id", tenant.organizationId())
                                .get("/api/v1/users/" + tenant.userId())
                                .statusCode()
                        == 200);

        Tenant.as(token).get("/api/v1/users/" + tenant.userId()).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/auth/me",
                "/api/v1/organizations/me",
                "/api/v1/audit/events",
                "/api/v1/integrations",
                "/api/v1/health"
            })
    void shouldOpenEveryServiceToTheConfiguredOriginAlone(String path) {
        Suite.running()
                .request()
                .header("Origin", SuiteSettings.CORS_ORIGIN)
                .get(path)
                .then()
                .header("Access-Control-Allow-Origin", SuiteSettings.CORS_ORIGIN)
                .header("Access-Control-Allow-Credentials", nullValue());

        Suite.running()
                .request()
                .header("Origin", "https://evil.example.net")
                .get(path)
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void shouldAnswerThePreflightOfTheConfiguredOrigin() {
        String methods = Suite.running()
                .request()
                .header("Origin", SuiteSettings.CORS_ORIGIN)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type,if-match")
                .options("/api/v1/users/" + UUID.randomUUID())
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", SuiteSettings.CORS_ORIGIN)
                .extract()
                .header("Access-Control-Allow-Methods");

        assertThat(methods).contains("PATCH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/auth/me",
                "/api/v1/organizations/me",
                "/api/v1/audit/events",
                "/api/v1/integrations",
                "/api/v1/webhooks/user/00000000-0000-7000-8000-000000000000",
                "/api/v1/health",
                "/.well-known/jwks.json",
                "/nothing"
            })
    void shouldSendSecurityHeadersWithEveryReply(String path) {
        Suite.running()
                .request()
                // a client cannot say that it came by TLS
                .header("X-Forwarded-Proto", "https")
                .get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", notNullValue())
                .header("X-Request-Id", notNullValue())
                .header(HSTS, nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATRIUM_IDENTITY_PORT",
                "ATRIUM_TENANT_PORT",
                "ATRIUM_AUDIT_PORT",
                "ATRIUM_WEBHOOK_GATEWAY_PORT",
                "ATRIUM_INTEGRATION_PORT"
            })
    void shouldSendStrictTransportSecurityBehindAGatewayWithTls(String service) {
        given().baseUri("http://localhost:" + Suite.running().port(service))
                .header("X-Forwarded-Proto", "https")
                .get("/api/v1/nothing")
                .then()
                .header(HSTS, notNullValue());
    }

    private static JsonPath claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }
}

package io.atrium.identity.registration;

import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegistrationResourceTest extends IdentityTest {

    /** Failed registrations after which the circuit is open: each tries three times, and it looks at 20 calls. */
    private static final int FAILURES = 7;

    WireMockServer tenantService;

    @Inject
    ServiceTokens serviceTokens;

    @Inject
    CircuitBreakerMaintenance circuits;

    @AfterEach
    void closeCircuits() {
        circuits.resetAll();
    }

    @Test
    void shouldRegisterOrganizationWithItsFirstAdministrator() {
        Map<String, Object> body = registration("org");

        Response reply = register(body);

        reply.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("organization.status", equalTo("ACTIVE"))
                .body("organization.domain", equalTo(body.get("organization_domain")))
                .body("organization.subdomain", equalTo(body.get("organization_subdomain")))
                .body("user.role", equalTo("ORG_ADMIN"))
                .body("user.email", equalTo(body.get("email")))
                .body("user", not(hasKey("password_hash")))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(1800))
                .body("refresh_token", notNullValue());
        given().header("Authorization", "Bearer " + reply.path("access_token"))
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(reply.path("user.id")));
    }

    @Test
    void shouldReserveBeforeAndActivateAfter() {
        Response reply = register(registration("org"));

        String id = reply.path("organization.id");
        List<LoggedRequest> reserved = tenantService.findAll(postRequestedFor(urlPathEqualTo("/internal/organizations"))
                .withRequestBody(matchingJsonPath("$[?(@.id == '" + id + "')]")));
        assertThat(reserved).hasSize(1);
        assertThat(reserved.get(0).getHeader("X-Request-Id")).isEqualTo(reply.header("X-Request-Id"));
        assertThat(reserved.get(0).getHeader("Authorization")).startsWith("Bearer ");
        tenantService.verify(postRequestedFor(urlPathEqualTo("/internal/organizations/" + id + "/activate")));
    }

    @Test
    void shouldTellTheAuditTrailWhoWasCreatedWithoutSecrets() {
        Person admin = registered();

        JsonNode change =
                Changes.await(admin.organizationId(), "user.created", admin.id().toString());

        assertThat(change.path("actor").path("id").asText())
                .isEqualTo(admin.id().toString());
        assertThat(change.path("ip").asText()).isNotEmpty();
        assertThat(change.path("user_agent").asText()).isNotEmpty();
        assertThat(change.path("request_id").asText()).isNotEmpty();
        assertThat(change.path("after").path("role").asText()).isEqualTo("ORG_ADMIN");
        assertThat(change.path("after").path("password_hash").asText()).isEqualTo("[redacted]");
        assertThat(change.path("after").has("login_key")).isFalse();
        assertThat(Changes.await(admin.organizationId(), "session.login", 1)).hasSize(1);
    }

    @Test
    void shouldRefuseTakenAddressWithoutReserving() {
        Person admin = registered();
        Map<String, Object> body = registration("org");
        body.put("email", admin.email().toUpperCase(java.util.Locale.ROOT));

        register(body).then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));

        assertThat(reservations(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"taken, DOMAIN_TAKEN", "subdomain-taken, SUBDOMAIN_TAKEN"})
    void shouldPassTheConflictOfTenantServiceOn(String prefix, String code) {
        Map<String, Object> body = registration(prefix);

        register(body)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo(code));

        assertNothingLeft(body);
    }

    /** After a 503 the same registration comes again, and must not be told that another organization has the domain. */
    @Test
    void shouldAskToComeBackWhileAReservationHoldsTheDomain() {
        // Given
        Map<String, Object> body = registration("reserved");

        // When
        Response reply = register(body);

        // Then
        reply.then().statusCode(503).header("Retry-After", equalTo("42")).body("code", equalTo("SERVICE_UNAVAILABLE"));
        assertNothingLeft(body);
        tenantService.verify(0, deleteRequestedFor(urlPathEqualTo("/internal/organizations/" + reservedId(body))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "slow"})
    void shouldLeaveNothingBehindWhenTenantServiceIsAway(String prefix) {
        Map<String, Object> body = registration(prefix);

        register(body)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("code", equalTo("SERVICE_UNAVAILABLE"));

        String id = reservedId(body);
        assertNothingLeft(body);
        tenantService.verify(deleteRequestedFor(urlPathEqualTo("/internal/organizations/" + id)));
    }

    @Test
    void shouldRegisterWhileTenantServiceRestarts() {
        // Given
        Map<String, Object> body = registration("restarting");

        // When
        Response reply = register(body);

        // Then
        reply.then().statusCode(201);
        assertThat(reservations(body))
                .hasSize(3)
                .extracting(LoggedRequest::getBodyAsString)
                .containsOnly(reservations(body).get(0).getBodyAsString());
    }

    @Test
    void shouldNotCallTenantServiceWhileMostOfItsCallsFail() {
        // Given
        for (int failed = 0; failed < FAILURES; failed++) {
            register(registration("away")).then().statusCode(503);
        }
        Map<String, Object> body = registration("org");

        // When
        Response reply = register(body);

        // Then
        reply.then().statusCode(503).header("Retry-After", equalTo("5"));
        assertThat(reservations(body)).isEmpty();
    }

    @Test
    void shouldRegisterOneOfManyAtOnceAndReleaseTheOthers() {
        String email = unique("race") + "@people.example";
        List<Map<String, Object>> bodies = IntStream.range(0, 4)
                .mapToObj(n -> {
                    Map<String, Object> body = registration("org");
                    body.put("email", email);
                    return body;
                })
                .toList();

        List<CompletableFuture<Response>> replies = bodies.stream()
                .map(body -> CompletableFuture.supplyAsync(() -> register(body)))
                .toList();

        List<Integer> statuses =
                replies.stream().map(reply -> reply.join().statusCode()).toList();
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(query("SELECT count(*) FROM users WHERE email = ?", email)).isEqualTo("1");
        bodies.stream()
                .filter(body -> replies.get(bodies.indexOf(body)).join().statusCode() == 409)
                .filter(body -> reservedId(body) != null)
                .forEach(body -> tenantService.verify(
                        deleteRequestedFor(urlPathEqualTo("/internal/organizations/" + reservedId(body)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "roles", "organization_id", "email_verified", "enabled", "id", "password_hash"})
    void shouldRefuseFieldsThatNobodyAskedFor(String field) {
        Map<String, Object> body = registration("org");
        body.put(field, "SUPER_ADMIN");

        register(body).then().statusCode(400).body("code", equalTo("UNKNOWN_PROPERTY"));
    }

    @ParameterizedTest
    @CsvSource({
        "email, not-an-address",
        "email, ''",
        "username, -x",
        "organization_name, ''",
        "organization_domain, no spaces.example",
        "organization_domain, localhost",
        "organization_subdomain, two.labels",
        "organization_subdomain, -dash"
    })
    void shouldRefuseFieldsThatAreNotValid(String field, String value) {
        Map<String, Object> body = registration("org");
        body.put(field, value);

        register(body)
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void shouldRefuseAPasswordThatIsTheOrganization() {
        Map<String, Object> body = registration("org");
        body.put("password", body.get("organization_domain"));

        register(body).then().statusCode(422).body("code", equalTo("PASSWORD_REFUSED"));
    }

    @Test
    void shouldTellOtherServicesWhetherAnOrganizationWasRegistered() {
        Person admin = registered();

        registration(admin.organizationId()).then().statusCode(200).body("registered", equalTo(true));
        registration(UUID.randomUUID()).then().statusCode(200).body("registered", equalTo(false));
    }

    @Test
    void shouldTellNobodyElse() {
        Person admin = registered();

        given().get("/internal/registrations/" + admin.organizationId()).then().statusCode(401);
        admin.asks()
                .get("/internal/registrations/" + admin.organizationId())
                .then()
                .statusCode(401);
    }

    private Response registration(UUID organizationId) {
        return given().header("Authorization", "Bearer " + serviceTokens.issue("identity-service"))
                .get("/internal/registrations/" + organizationId);
    }

    private @Nullable String reservedId(Map<String, Object> body) {
        return reservations(body).stream()
                .findFirst()
                .map(request -> io.restassured.path.json.JsonPath.from(request.getBodyAsString())
                        .getString("id"))
                .orElse(null);
    }

    private List<LoggedRequest> reservations(Map<String, Object> body) {
        return tenantService.findAll(postRequestedFor(urlPathEqualTo("/internal/organizations"))
                .withRequestBody(matchingJsonPath("$[?(@.domain == '" + body.get("organization_domain") + "')]")));
    }

    private static void assertNothingLeft(Map<String, Object> body) {
        assertThat(query("SELECT count(*) FROM users WHERE email = ?", body.get("email")))
                .isEqualTo("0");
        body.put("organization_domain", unique("org") + ".example");
        register(body).then().statusCode(201);
    }
}

package io.atrium.tenant.reservation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReservationResourceTest {
    private static final String ROUTE = "/internal/organizations";

    @Inject
    Api api;

    @ParameterizedTest
    @CsvSource({"POST,''", "POST,/{id}/activate", "DELETE,/{id}"})
    void shouldAdmitServicesAlone(String method, String path) {
        UUID id = api.pending(UUID.randomUUID());
        String route = ROUTE + path.replace("{id}", id.toString());
        given().contentType("application/json")
                .body("{}")
                .request(method, route)
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + TestTokens.user(id, "SUPER_ADMIN"))
                .contentType("application/json")
                .body("{}")
                .request(method, route)
                .then()
                .statusCode(401);
    }

    @Test
    void shouldReserveOnceAndAnswerARepetition() {
        UUID id = UUID.randomUUID();
        api.service().body(Api.names(id)).post(ROUTE).then().statusCode(201).body("status", equalTo("PENDING"));
        api.service().body(Api.names(id)).post(ROUTE).then().statusCode(200).body("status", equalTo("PENDING"));
        api.service()
                .body(with(Api.names(id), "name", "Another"))
                .post(ROUTE)
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"));
    }

    @ParameterizedTest
    @CsvSource({"domain,DOMAIN_TAKEN", "subdomain,SUBDOMAIN_TAKEN"})
    void shouldRefuseNamesThatAreTaken(String field, String code) {
        UUID first = api.pending(UUID.randomUUID());
        UUID second = UUID.randomUUID();
        String taken = Api.names(first).getOrDefault(field, "");
        api.service()
                .body(with(Api.names(second), field, taken))
                .post(ROUTE)
                .then()
                .statusCode(409)
                .body("code", equalTo(code));
        api.service().body(Api.names(second)).post(ROUTE).then().statusCode(201);
    }

    /** The reservation may be one that was left behind: then its names are free again when it has been settled. */
    @ParameterizedTest
    @ValueSource(strings = {"domain", "subdomain"})
    void shouldSayWhenTheNamesOfAReservationMayBeFree(String field) {
        // Given
        String reserved = Api.names(api.pending(UUID.randomUUID())).getOrDefault(field, "");

        // When
        Response reply = api.service()
                .body(with(Api.names(UUID.randomUUID()), field, reserved))
                .post(ROUTE);

        // Then
        reply.then().statusCode(409);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "subdomain"})
    void shouldNotPromiseTheNamesOfAnOrganization(String field) {
        // Given
        String taken = Api.names(api.active()).getOrDefault(field, "");

        // When
        Response reply = api.service()
                .body(with(Api.names(UUID.randomUUID()), field, taken))
                .post(ROUTE);

        // Then
        reply.then().statusCode(409).header("Retry-After", nullValue());
    }

    @Test
    void shouldKeepThePlatformsNames() {
        api.service()
                .body(with(Api.names(UUID.randomUUID()), "subdomain", "WWW"))
                .post(ROUTE)
                .then()
                .statusCode(409)
                .body("code", equalTo("SUBDOMAIN_TAKEN"));
    }

    @Test
    void shouldActivateOnceAndAgain() {
        UUID id = api.pending(UUID.randomUUID());
        api.service()
                .post(ROUTE + "/" + id + "/activate")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));
        api.service()
                .post(ROUTE + "/" + id + "/activate")
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
        api.service().post(ROUTE + "/" + UUID.randomUUID() + "/activate").then().statusCode(404);
    }

    @Test
    void shouldGiveBackTheNamesOfARemovedReservation() {
        UUID id = api.pending(UUID.randomUUID());
        api.service().delete(ROUTE + "/" + id).then().statusCode(204);
        api.service().delete(ROUTE + "/" + id).then().statusCode(204);
        api.service().body(Api.names(id)).post(ROUTE).then().statusCode(201);
        TestTopics.shared()
                .await(
                        "atrium.organizations.v1",
                        1,
                        record -> id.toString().equals(record.key()) && record.value() == null);
    }

    @Test
    void shouldNotRemoveAnActiveOrganization() {
        UUID id = api.active();
        api.service().delete(ROUTE + "/" + id).then().statusCode(409);
        api.as(id, "VIEWER").get("/api/v1/organizations/me").then().statusCode(200);
    }

    private static Map<String, String> with(Map<String, String> names, String field, String value) {
        Map<String, String> changed = new HashMap<>(names);
        changed.put(field, value);
        return changed;
    }
}

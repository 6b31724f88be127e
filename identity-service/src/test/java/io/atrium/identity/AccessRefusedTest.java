package io.atrium.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who knows the caller tells the audit trail that the caller was refused. */
@QuarkusTest
class AccessRefusedTest extends IdentityTest {

    @Test
    void shouldTellWhoWasRefusedWhat() {
        // Given
        Person admin = registered();
        Person user = colleague(admin, "USER");

        // When
        String request = user.asks()
                .header("User-Agent", "curious")
                .delete("/api/v1/users/" + admin.id())
                .then()
                .statusCode(403)
                .extract()
                .header("X-Request-Id");

        // Then
        JsonNode event = Changes.await(admin.organizationId(), "access.refused", "DELETE /api/v1/users/{id}");
        assertThat(event.path("outcome").asText()).isEqualTo("DENIED");
        assertThat(event.path("resource_type").asText()).isEqualTo("operation");
        assertThat(event.path("actor").path("type").asText()).isEqualTo("USER");
        assertThat(event.path("actor").path("id").asText()).isEqualTo(user.id().toString());
        assertThat(event.path("ip").asText()).isEqualTo("127.0.0.1");
        assertThat(event.path("user_agent").asText()).isEqualTo("curious");
        assertThat(event.path("request_id").asText()).isEqualTo(request);
        assertThat(event.path("detail").path("reason").asText()).isEqualTo("FORBIDDEN");
        assertThat(event.path("detail").path("role").asText()).isEqualTo("USER");
        assertThat(event.path("detail").path("count").asInt()).isEqualTo(1);
        assertThat(event.path("detail").path("path").asText()).isEqualTo("/api/v1/users/" + admin.id());
    }

    @Test
    void shouldTellWhatTheServiceItselfRefused() {
        // Given
        Person admin = registered();
        Person user = colleague(admin, "USER");

        // When
        user.asks().get("/api/v1/users/" + admin.id()).then().statusCode(403);

        // Then
        JsonNode event = Changes.await(admin.organizationId(), "access.refused", "GET /api/v1/users/{id}");
        assertThat(event.path("actor").path("id").asText()).isEqualTo(user.id().toString());
    }

    @Test
    void shouldTellOfASuspendedOrganization() {
        // Given
        Person admin = registered();
        TestOrganizations.suspend(admin.organizationId());

        // When
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.asks().get("/api/v1/users").statusCode() == 403);

        // Then
        JsonNode event = Changes.await(admin.organizationId(), "access.refused", "GET /api/v1/users");
        assertThat(event.path("actor").path("id").asText()).isEqualTo(admin.id().toString());
        assertThat(event.path("detail").path("reason").asText()).isEqualTo("ORGANIZATION_SUSPENDED");
    }

    @Test
    void shouldTellAFloodInOneEvent() {
        // Given
        Person admin = registered();
        Person user = colleague(admin, "USER");

        // When
        for (int i = 0; i < 100; i++) {
            user.asks().get("/api/v1/users").then().statusCode(403);
        }

        // Then
        user.asks().delete("/api/v1/users/" + admin.id()).then().statusCode(403);
        Changes.await(admin.organizationId(), "access.refused", "DELETE /api/v1/users/{id}");
        List<JsonNode> events = refusals(admin).stream()
                .filter(data ->
                        "GET /api/v1/users".equals(data.path("resource_id").asText()))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("detail").path("count").asInt()).isBetween(1, 100);
    }

    @Test
    void shouldTellNothingOfTheUnknown() {
        // Given
        Person admin = registered();
        Person user = colleague(admin, "USER");

        // When
        given().get("/api/v1/users").then().statusCode(401);
        given().header("Authorization", "Bearer nonsense")
                .get("/api/v1/users")
                .then()
                .statusCode(401);
        admin.asks().get("/api/v1/users/" + UUID.randomUUID()).then().statusCode(404);
        user.asks().get("/api/v1/users").then().statusCode(403);

        // Then
        Changes.await(admin.organizationId(), "access.refused", "GET /api/v1/users");
        assertThat(refusals(admin)).hasSize(1);
    }

    private static List<JsonNode> refusals(Person person) {
        return TestTopics.shared().read("atrium.changes.v1").stream()
                .filter(record -> person.organizationId().toString().equals(record.key()))
                .map(Changes::data)
                .filter(data -> "access.refused".equals(data.path("action").asText()))
                .toList();
    }
}

package io.atrium.identity.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** States of organizations that nobody can read. */
@QuarkusTest
class UnreadableStateTest extends IdentityTest {

    private static final String TOPIC = "atrium.organizations.v1";

    @Test
    void shouldKeepTheFormerStateAndRefuseWhereThereWasNone() {
        // Given
        Person known = registered();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> known.asks().get("/api/v1/auth/me").statusCode() == 200);
        Response unknown = register(registration("new"));
        String token = unknown.path("access_token");
        int before = me(token);

        // When
        TestTopics.shared().send(TOPIC, known.organizationId().toString(), "no state at all");
        TestTopics.shared().send(TOPIC, unknown.<String>path("organization.id"), "no state at all");

        // Then
        assertThat(before).isEqualTo(200);
        Awaitility.await().atMost(PATIENCE).until(() -> me(token) == 403);
        assertThat(known.asks().get("/api/v1/auth/me").statusCode()).isEqualTo(200);
    }

    private static int me(String token) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/auth/me")
                .statusCode();
    }
}

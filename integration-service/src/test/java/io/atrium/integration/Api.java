package io.atrium.integration;

import io.atrium.kit.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Requests as somebody of an organization. */
public final class Api {

    private Api() {}

    public static RequestSpecification as(UUID organization, String role) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + TestTokens.forRequest(organization, role))
                .contentType(ContentType.JSON);
    }

    public static RequestSpecification admin(UUID organization) {
        return as(organization, "ORG_ADMIN");
    }

    /** Waits until the organization has its three integrations; answers them. */
    public static JsonPath provisioned(UUID organization) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> admin(organization).get("/api/v1/integrations/").jsonPath(),
                        list -> list.getList("items").size() == 3);
    }
}

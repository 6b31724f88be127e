package io.atrium.system;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An organization as a customer of one mock provider: its switches and its counters, by its credential. */
final class MockAccount {

    private final String provider;
    private final String credential = "account-" + UUID.randomUUID();

    private MockAccount(String provider) {
        this.provider = provider;
    }

    /** Gives the tenant's integration a credential of its own. */
    static MockAccount of(Tenant tenant, String provider) {
        MockAccount account = new MockAccount(provider);
        tenant.as()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "Mock " + provider,
                        "enabled",
                        true,
                        "credentials",
                        Map.of("token", account.credential)))
                .put("/api/v1/integrations/" + tenant.integration(provider))
                .then()
                .statusCode(200);
        return account;
    }

    /** Replaces the switches. */
    void fail(Map<String, ?> faults) {
        control()
                .contentType(ContentType.JSON)
                .body(faults)
                .put("/control/faults")
                .then()
                .statusCode(200);
    }

    void heal() {
        control().delete("/control/faults").then().statusCode(204);
    }

    /** Calls to the data that have arrived. */
    int calls() {
        return control().get("/control/stats").then().statusCode(200).extract().path("requests");
    }

    int callsWith(int status) {
        Integer calls =
                control().get("/control/stats").then().statusCode(200).extract().path("by_status.'" + status + "'");
        return calls == null ? 0 : calls;
    }

    private RequestSpecification control() {
        return given().baseUri(Suite.running().mock(provider.toUpperCase(Locale.ROOT)))
                .auth()
                .oauth2(credential);
    }
}

package io.atrium.tenant;

import static io.restassured.RestAssured.given;

import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.token.ServiceTokens;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Calls to the service as its callers make them. */
@ApplicationScoped
public class Api {
    private final ServiceTokens tokens;

    Api(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /** A caller of an organization. */
    public RequestSpecification as(UUID organization, String role) {
        return given().header("Authorization", "Bearer " + TestTokens.forRequest(organization, role))
                .contentType("application/json");
    }

    public RequestSpecification operator() {
        return as(UUID.randomUUID(), "SUPER_ADMIN");
    }

    public RequestSpecification service() {
        return given().header("Authorization", "Bearer " + tokens.issue("tenant-service"))
                .contentType("application/json");
    }

    public static Map<String, String> names(UUID id) {
        return Map.of(
                "id",
                id.toString(),
                "name",
                "Organization " + id,
                "domain",
                id + ".example.com",
                "subdomain",
                subdomain(id));
    }

    public static String subdomain(UUID id) {
        return "o" + id.toString().replace("-", "");
    }

    /** A reserved organization. */
    public UUID pending(UUID id) {
        service().body(names(id)).post("/internal/organizations").then().statusCode(201);
        return id;
    }

    /** A registered organization. */
    public UUID active() {
        UUID id = pending(UUID.randomUUID());
        service().post("/internal/organizations/" + id + "/activate").then().statusCode(200);
        return id;
    }
}

package io.atrium.system;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An organization with its first administrator.
 *
 * @param token the administrator's access token
 */
record Tenant(String organizationId, String userId, String email, String token) {

    static final String PASSWORD = "correct horse battery staple 7";

    /** Registers a new organization through the public address. */
    static Tenant register() {
        return register(Suite.running().request());
    }

    /** The same by a request with headers of its own. */
    static Tenant register(RequestSpecification request) {
        String unique = UUID.randomUUID().toString().substring(0, 13);
        String email = "admin@" + unique + ".example.com";
        JsonPath reply = request.contentType(ContentType.JSON)
                .body(registration(email, "Organization " + unique, unique + ".example.com", "o-" + unique))
                .post("/api/v1/auth/register")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Tenant(
                reply.getString("organization.id"), reply.getString("user.id"), email, reply.getString("access_token"));
    }

    /** The body of a registration. */
    static Map<String, String> registration(String email, String name, String domain, String subdomain) {
        return Map.of(
                "email",
                email,
                "username",
                "admin",
                "password",
                PASSWORD,
                "first_name",
                "Ada",
                "last_name",
                "Larsen",
                "organization_name",
                name,
                "organization_domain",
                domain,
                "organization_subdomain",
                subdomain);
    }

    /** Logs a person in and answers what the login does. */
    static JsonPath login(String email) {
        return Suite.running()
                .request()
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A request of the administrator. */
    RequestSpecification as() {
        return as(token);
    }

    /** A request of anybody with a token. */
    static RequestSpecification as(String token) {
        return Suite.running().request().auth().oauth2(token).accept(ContentType.JSON);
    }

    JsonPath get(String path) {
        return as().get("/api/v1" + path).then().statusCode(200).extract().jsonPath();
    }

    Response post(String path, Map<String, ?> body) {
        return as().contentType(ContentType.JSON).body(body).post("/api/v1" + path);
    }

    /** Creates a user and answers it. */
    JsonPath createUser(String role) {
        String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
        return post(
                        "/users/",
                        Map.of(
                                "email", name + "@" + email.substring(email.indexOf('@') + 1),
                                "username", name,
                                "password", PASSWORD,
                                "role", role))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** All items of a list, page by page. */
    List<Map<String, Object>> all(String path) {
        List<Map<String, Object>> items = new ArrayList<>();
        Map<String, Object> query = new LinkedHashMap<>(Map.of("limit", 200));
        while (true) {
            JsonPath page = as().queryParams(query)
                    .get("/api/v1" + path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(page.getList("items"));
            String next = page.getString("next_cursor");
            if (next == null) {
                return items;
            }
            query.put("cursor", next);
        }
    }

    /** One field of all items of a list. */
    List<String> all(String path, String field) {
        return all(path).stream().map(item -> String.valueOf(item.get(field))).toList();
    }

    /** The id of the integration with a source, once the organization has it. */
    String integration(String source) {
        return Patience.until(
                () -> get("/integrations/").getString("items.find { it.webhook.source == '" + source + "' }?.id"));
    }

    /** A new secret of a source, the only good one. */
    String rotateSecret(String source) {
        return post("/integrations/" + integration(source) + "/secret", Map.of("overlap_seconds", 0))
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }
}

package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Requests that go wrong with a secret in them, where a message about the fault could repeat it. The gateway logs the path
 * of a request, never its query; nothing of the API takes a secret in a path.
 */
class SecretsInLogsIT {

    private static final String WRONG_PASSWORD = "wrong horse battery staple 8";

    @Test
    void shouldLogNothingOfWhatCallersSend() {
        // Given
        Tenant tenant = Tenant.register();
        JsonPath login = Tenant.login(tenant.email());
        String refreshToken = login.getString("refresh_token");
        String secret = tenant.rotateSecret("payment");
        Provider provider = Provider.ready(tenant, "user");
        PartLogs logs = PartLogs.now(Suite.running().home());

        // When
        sendWrongLogins(tenant);
        sendTokensWhereTheyDoNotBelong(tenant, refreshToken);
        provider.send("msg-" + UUID.randomUUID(), "{}", "{\"secret\": \"" + secret + "\"}");
        tenant.post("/integrations/", Map.of("name", secret, "webhook", Map.of("source", "x y", "secret", secret)));
        tenant.post("/users/", Map.of("email", tenant.email(), "username", "ada", "password", Tenant.PASSWORD));

        // Then
        List<String> sent =
                List.of(tenant.token(), refreshToken, secret, tenant.email(), Tenant.PASSWORD, WRONG_PASSWORD);
        assertThat(logs.lines())
                .noneMatch(line -> sent.stream().anyMatch(value -> line.text().contains(value)))
                .isNotEmpty();
        assertThat(sent)
                .filteredOn(value -> !value.equals(WRONG_PASSWORD))
                .allSatisfy(value -> assertThat(LoggedSecrets.in(value)).isPresent());
    }

    private static void sendWrongLogins(Tenant tenant) {
        String body = "{\"email\": \"%s\", \"password\": \"%s\"".formatted(tenant.email(), WRONG_PASSWORD);
        for (String end : List.of("}", ", \"unknown\": 1}", "", ", \"password\": 7}")) {
            Suite.running()
                    .request()
                    .contentType(ContentType.JSON)
                    .body(body + end)
                    .post("/api/v1/auth/login")
                    .then()
                    .statusCode(greaterThanOrEqualTo(400));
        }
    }

    private static void sendTokensWhereTheyDoNotBelong(Tenant tenant, String refreshToken) {
        Tenant.as(tenant.token() + "x").get("/api/v1/users/");
        Tenant.as(refreshToken).get("/api/v1/users/");
        Suite.running().request().get("/api/v1/users/?access_token=" + tenant.token());
        Suite.running().request().header("Authorization", tenant.token()).get("/api/v1/users/?token=" + refreshToken);
        tenant.as()
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", tenant.token()))
                .post("/api/v1/auth/refresh");
    }
}

package io.atrium.identity.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginResourceTest extends IdentityTest {

    @Test
    void shouldLogInWithAddressInAnyCase() {
        Person admin = registered();

        Response reply = login("  " + admin.email().toUpperCase(Locale.ROOT), PASSWORD);

        reply.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("user.id", equalTo(admin.id().toString()))
                .body("user", not(hasKey("password_hash")))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(1800));
        assertThat(query("SELECT last_login_at FROM users WHERE id = ?", admin.id()))
                .isNotNull();
    }

    @Test
    void shouldAnswerTheSameWhateverIsWrong() {
        Person known = registered();
        Person disabled = colleague(known, "USER");
        update("UPDATE users SET status = 'DISABLED' WHERE id = ?", disabled.id());
        Person deleted = colleague(known, "USER");
        known.asks().delete("/api/v1/users/" + deleted.id()).then().statusCode(204);
        Person suspended = registered();
        TestOrganizations.suspend(suspended.organizationId());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> suspended.asks().get("/api/v1/auth/me").statusCode() == 403);
        Person locked = registered();
        update("UPDATE login_places SET locked_until = now() + interval '1 hour' WHERE user_id = ?", locked.id());

        List<Response> replies = Stream.of(
                        login(unique("nobody") + "@people.example", PASSWORD),
                        login("not even an address", PASSWORD),
                        login(known.email(), "a wrong password"),
                        login(disabled.email(), PASSWORD),
                        login(deleted.email(), PASSWORD),
                        login(suspended.email(), PASSWORD),
                        login(locked.email(), PASSWORD))
                .toList();

        assertThat(replies)
                .allSatisfy(reply -> reply.then().statusCode(401).body("code", equalTo("INVALID_CREDENTIALS")));
        assertThat(replies.stream().map(LoginResourceTest::anonymised).distinct())
                .hasSize(1);
        assertThat(replies.stream().map(reply -> headerNames(reply)).distinct()).hasSize(1);
    }

    @Test
    void shouldDoTheSameWorkForAnUnknownAddress() {
        String unknown = unique("nobody") + "@people.example";
        int before = Changes.await(PLATFORM, "session.login_failed", 0).size();

        login(unknown, PASSWORD).then().statusCode(401);

        List<JsonNode> events = Changes.await(PLATFORM, "session.login_failed", before + 1);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("detail").path("reason").asText()).isEqualTo("unknown");
            assertThat(event.path("resource_id").isNull()).isTrue();
            assertThat(event.toString()).doesNotContain(unknown);
        });
    }

    @Test
    void shouldReplaceABcryptHashAtLogin() {
        Person admin = registered();
        String bcrypt = OpenBSDBCrypt.generate(PASSWORD.toCharArray(), new byte[16], 4);
        update("UPDATE users SET password_hash = ? WHERE id = ?", bcrypt, admin.id());
        login(admin.email(), "a wrong password").then().statusCode(401);

        login(admin.email(), PASSWORD).then().statusCode(200);

        assertThat(query("SELECT password_hash FROM users WHERE id = ?", admin.id()))
                .startsWith("$argon2id$v=19$m=4096,t=2,p=1$");
        login(admin.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldRefuseBodiesOfAnotherShape() {
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(Map.of("email", "a@b.example", "password", PASSWORD, "tenant", "x"))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PROPERTY"));
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body("{\"email\":")
                .post("/api/v1/auth/login")
                .then()
                .statusCode(400);
    }

    private static Map<String, Object> anonymised(Response reply) {
        Map<String, Object> body = JsonPath.from(reply.asString()).getMap("");
        body.remove("request_id");
        return body;
    }

    private static List<String> headerNames(Response reply) {
        return reply.headers().asList().stream()
                .map(header -> header.getName())
                .sorted()
                .toList();
    }
}

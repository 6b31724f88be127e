package io.atrium.identity.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeyRotationTest extends IdentityTest {

    @Inject
    SigningKeyRotation rotation;

    @Test
    void shouldKeepOneKeyWhenManyStartAtOnce() throws Throwable {
        run();
        run();

        assertThat(query("SELECT count(*) FROM signing_keys WHERE status = 'ACTIVE'"))
                .isEqualTo("1");
    }

    @Test
    void shouldStoreThePrivateHalfSealed() {
        assertThat(query("SELECT private_key FROM signing_keys WHERE status = 'ACTIVE'"))
                .startsWith("v1.");
        assertThat(query("SELECT public_jwk FROM signing_keys WHERE status = 'ACTIVE'"))
                .doesNotContain("\"d\"");
    }

    @Test
    void shouldRotateWithoutRefusingAnyToken() throws Throwable {
        Person before = registered();
        String old = kid(before);
        age("ACTIVE", "30 days");

        run();
        String next = String.valueOf(query("SELECT kid FROM signing_keys WHERE status = 'PUBLISHED'"));
        assertThat(kids()).contains(old, next);
        assertThat(kid(registered())).isEqualTo(old);

        age("PUBLISHED", "1 hour");
        run();
        Person after = registered();
        assertThat(kid(after)).isEqualTo(next);
        before.asks().get("/api/v1/auth/me").then().statusCode(200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> after.asks().get("/api/v1/auth/me").statusCode() == 200);

        age("RETIRING", "24 hours");
        run();
        assertThat(kids()).contains(next).doesNotContain(old);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> before.asks().get("/api/v1/auth/me").statusCode() == 401);
        assertThat(TestTopics.shared().awaitKey("atrium.signing-keys.v1", 3, old))
                .filteredOn(record -> record.value() != null)
                .extracting(record -> Changes.data(record).path("status").asText())
                .contains("ACTIVE", "RETIRING");
    }

    private void run() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> rotation.run());
    }

    private static void age(String status, String interval) {
        update(
                "UPDATE signing_keys SET status_since = status_since - CAST(? AS interval) WHERE status = ?",
                interval,
                status);
    }

    private static List<String> kids() {
        return given().get("/.well-known/jwks.json").jsonPath().<Map<String, String>>getList("keys").stream()
                .map(jwk -> String.valueOf(jwk.get("kid")))
                .toList();
    }

    private static String kid(Person person) {
        String header = new String(
                Base64.getUrlDecoder().decode(person.accessToken().split("\\.", 3)[0]), StandardCharsets.UTF_8);
        return JsonPath.from(header).getString("kid");
    }
}

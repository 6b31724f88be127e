package io.atrium.identity.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.secret.ServiceSecret;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.token.SigningKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeyRotationTest extends IdentityTest {

    @Inject
    SigningKeyRotation rotation;

    @Inject
    SigningKeyRepository repository;

    @Inject
    SigningKeyEvents events;

    @Inject
    SigningKeyRing ring;

    @Inject
    SigningPool pool;

    @Inject
    SigningConfig config;

    @Inject
    ServiceSecret secret;

    @Inject
    TenantTransaction transaction;

    @Inject
    SigningKeys known;

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

        age("PUBLISHED", "2 hours");
        run();
        assertThat(kid(registered())).isEqualTo(old);
        awaitAcknowledgement(next);
        run();
        assertThat(kid(registered())).isEqualTo(old);

        update("UPDATE signing_keys SET acknowledged_at = acknowledged_at - interval '1 hour' WHERE kid = ?", next);
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

    /** A key that another replica removes between reading the keys and announcing them stays removed. */
    @Test
    void shouldAnnounceKeysAsTheyAreUnderTheLock() throws Throwable {
        String kid = "gone-" + UUID.randomUUID();
        SigningKeyRotation fresh =
                new SigningKeyRotation(repository, events, ring, pool, config, secret, transaction, known);
        update(
                "INSERT INTO signing_keys (kid, status, public_jwk, private_key) "
                        + "SELECT ?, 'RETIRING', public_jwk, private_key FROM signing_keys WHERE status = 'ACTIVE'",
                kid);
        try (Connection other = TestDatabase.of("identity").connect("owner");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT lock_signing_keys()");

            VertxContextSupport.subscribeAndAwait(fresh::run);

            statement.execute("DELETE FROM signing_keys WHERE kid = '" + kid + "'");
            other.commit();
        }
        VertxContextSupport.subscribeAndAwait(fresh::run);

        String active = String.valueOf(query("SELECT kid FROM signing_keys WHERE status = 'ACTIVE'"));
        TestTopics.shared().awaitKey("atrium.signing-keys.v1", 2, active);
        assertThat(TestTopics.shared().read("atrium.signing-keys.v1")).noneMatch(record -> kid.equals(record.key()));
    }

    private void awaitAcknowledgement(String kid) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try {
                run();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return query("SELECT acknowledged_at FROM signing_keys WHERE kid = '" + kid + "'") != null;
        });
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

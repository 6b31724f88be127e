package io.atrium.identity.user;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.secrets.SecretBox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A service whose SECRET_KEY has changed, and rows from before. The key of the other tests stays the current one. */
@QuarkusTest
@TestProfile(SecretKeyRotationTest.Rotated.class)
class SecretKeyRotationTest extends IdentityTest {

    private static final String EARLIER = "the earlier key of this test 0123456789";

    public static final class Rotated implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("identity.secret-key-previous", EARLIER + ",an even earlier key of this test 0123456789");
        }
    }

    @ConfigProperty(name = "identity.secret-key")
    String current;

    @Inject
    LoginKeyRenewal renewal;

    @Test
    void shouldLogInUnderAnEarlierKeyAndMoveToTheCurrentOne() {
        Person person = registered();
        byte[] key = loginKey(person);
        putUnderEarlierKey(person);
        assertThat(loginKey(person)).isNotEqualTo(key);

        login(person.email(), PASSWORD).then().statusCode(200);

        assertThat(loginKey(person)).isEqualTo(key);
        assertThat(keyId(person)).isEqualTo(SecretBox.of(current).keyId());
        assertThat(query("SELECT count(*) FROM login_directory WHERE user_id = ?", person.id()))
                .isEqualTo("1");
        login(person.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldRefuseAWrongPasswordUnderAnEarlierKeyAndMoveNothing() {
        Person person = registered();
        putUnderEarlierKey(person);
        byte[] key = loginKey(person);

        login(person.email(), "another password altogether").then().statusCode(401);

        assertThat(loginKey(person)).isEqualTo(key);
    }

    @Test
    void shouldNotGiveAnAddressUnderAnEarlierKeyToSomebodyElse() {
        Person person = registered();
        Person other = registered();
        putUnderEarlierKey(person);
        Map<String, Object> same = newUser("USER");
        same.put("email", person.email());

        Response created = other.sends(same).post("/api/v1/users");

        created.then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));
        other.sends(Map.of("email", person.email()))
                .patch("/api/v1/users/" + other.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("EMAIL_TAKEN"));
        Map<String, Object> registration = registration("org");
        registration.put("email", person.email());
        register(registration).then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));
    }

    @Test
    void shouldMoveWhoDoesNotLogIn() throws Throwable {
        Person earlier = registered();
        Person before = registered();
        byte[] key = loginKey(earlier);
        putUnderEarlierKey(earlier);
        update("UPDATE users SET login_key_kid = NULL WHERE id = ?", before.id());
        String tag = earlier.asks().get("/api/v1/users/" + earlier.id()).header("ETag");

        VertxContextSupport.subscribeAndAwait(() -> renewal.run());

        assertThat(loginKey(earlier)).isEqualTo(key);
        assertThat(keyId(before)).isEqualTo(SecretBox.of(current).keyId());
        assertThat(earlier.asks().get("/api/v1/users/" + earlier.id()).header("ETag"))
                .isEqualTo(tag);
        login(earlier.email(), PASSWORD).then().statusCode(200);
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("atrium_secrets_rows\\{key=\"earlier\".*\\} 0");
    }

    @Test
    void shouldMoveThoseAfterAUserWhoCannotBeMoved() throws Throwable {
        // Given
        Person failing = registered();
        Person person = registered();
        byte[] key = loginKey(person);
        putUnderEarlierKey(failing);
        putUnderEarlierKey(person);
        update("CREATE FUNCTION move_refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = '"
                + failing.id() + "' THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$");
        update("CREATE TRIGGER move_refused BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION move_refused()");

        // When
        try {
            VertxContextSupport.subscribeAndAwait(() -> renewal.run());
        } finally {
            update("DROP FUNCTION move_refused() CASCADE");
        }

        // Then
        assertThat(keyId(failing)).isNotEqualTo(SecretBox.of(current).keyId());
        assertThat(loginKey(person)).isEqualTo(key);
        assertThat(keyId(person)).isEqualTo(SecretBox.of(current).keyId());
    }

    @Test
    void shouldSealTheSigningKeyAnew() {
        registered();
        String kid = String.valueOf(query("SELECT kid FROM signing_keys WHERE status = 'ACTIVE'"));
        String context = "signing-key/" + kid;
        byte[] key = SecretBox.of(current).open(sealedKey(kid), context);
        update(
                "UPDATE signing_keys SET private_key = ? WHERE kid = ?",
                SecretBox.of(EARLIER).seal(key, context),
                kid);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SecretBox.of(current).isCurrent(sealedKey(kid)))
                        .isTrue());

        assertThat(SecretBox.of(current).open(sealedKey(kid), context)).isEqualTo(key);
        registered();
    }

    @Test
    void shouldGiveTheSuccessorThatWasStoredUnderAnEarlierKey() throws Exception {
        Person person = registered();
        byte[] parent = Base64.getUrlDecoder().decode(person.refreshToken());
        byte[] successor = Arrays.copyOf(parent, parent.length);
        System.arraycopy(hmac(EARLIER, "refresh token successor", parent), 0, successor, 16, 32);
        update(
                "INSERT INTO refresh_tokens (organization_id, token_hash, session_id, parent_hash, expires_at) "
                        + "SELECT organization_id, ?, session_id, token_hash, expires_at FROM refresh_tokens "
                        + "WHERE token_hash = ?",
                sha256(successor),
                sha256(parent));

        Response reply = refresh(person.refreshToken());

        reply.then().statusCode(200);
        assertThat(Base64.getUrlDecoder().decode(reply.<String>path("refresh_token")))
                .isEqualTo(successor);
        refresh(reply.path("refresh_token")).then().statusCode(200);
    }

    private static void putUnderEarlierKey(Person person) {
        update(
                "UPDATE users SET login_key = ?, login_key_kid = ? WHERE id = ?",
                hmac(EARLIER, "login directory", person.email().getBytes(UTF_8)),
                SecretBox.of(EARLIER).keyId(),
                person.id());
    }

    private static byte[] loginKey(Person person) {
        UUID id = person.id();
        return Base64.getMimeDecoder()
                .decode(query("SELECT encode(login_key, 'base64') FROM login_directory WHERE user_id = ?", id));
    }

    private static String keyId(Person person) {
        return String.valueOf(query("SELECT login_key_kid FROM users WHERE id = ?", person.id()));
    }

    private static String sealedKey(String kid) {
        return String.valueOf(query("SELECT private_key FROM signing_keys WHERE kid = ?", kid));
    }

    private static byte[] sha256(byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    private static byte[] hmac(String secret, String purpose, byte[] data) {
        return hmac(hmac(secret.getBytes(UTF_8), ("atrium identity " + purpose).getBytes(UTF_8)), data);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

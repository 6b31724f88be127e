package io.atrium.identity.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that nobody but an attacker sends. */
@QuarkusTest
class AccessTokenAttackTest extends IdentityTest {

    private static final String ME = "/api/v1/users/me";

    @Inject
    ServiceTokens serviceTokens;

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void shouldRefuseTokensWithoutSignature(String algorithm) {
        String[] parts = registered().accessToken().split("\\.", 3);
        String header = encode("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + kid() + "\"}");

        assertRefused(header + "." + parts[1] + ".");
        assertRefused(header + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void shouldRefuseThePublicKeyAsAnHmacSecret() throws GeneralSecurityException {
        String payload = registered().accessToken().split("\\.", 3)[1];
        Map<String, String> jwk = jwk();
        byte[] der = publicKey(jwk).getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        String header = encode("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + jwk.get("kid") + "\"}");

        for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.UTF_8), json(jwk))) {
            assertRefused(header + "." + payload + "." + hmac(secret, header + "." + payload));
        }
    }

    @Test
    void shouldRefuseAnUnknownKeyUnderAKnownId() throws GeneralSecurityException {
        Person admin = registered();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();

        assertRefused(TestTokens.of(admin.id(), admin.organizationId(), "ORG_ADMIN")
                .withKey(kid(), pair.getPrivate())
                .sign());
        assertRefused(TestTokens.of(admin.id(), admin.organizationId(), "ORG_ADMIN")
                .withKey("nobody's", pair.getPrivate())
                .sign());
    }

    @Test
    void shouldRefuseTokensThatAreOverOrForOthers() {
        Person admin = registered();
        TestTokens good = TestTokens.of(admin.id(), admin.organizationId(), "ORG_ADMIN");

        assertThat(ask(good.sign()).statusCode()).isEqualTo(200);
        assertRefused(good.withLifetime(Duration.ofSeconds(-61)).sign());
        assertRefused(good.withLifetime(Duration.ofHours(-1)).sign());
        assertRefused(good.withIssuer("http://localhost:8000/").sign());
        assertRefused(good.withIssuer("HTTP://LOCALHOST:8000").sign());
        assertRefused(good.withIssuer("http://elsewhere.example").sign());
        assertRefused(good.withAudience("another").sign());
    }

    @Test
    void shouldRefuseATokenWhoseOrganizationWasChanged() {
        Person admin = registered();
        Person stranger = registered();
        String[] parts = admin.accessToken().split("\\.", 3);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = claims.replace(
                admin.organizationId().toString(), stranger.organizationId().toString());

        assertThat(changed).isNotEqualTo(claims);
        assertRefused(parts[0] + "." + encode(changed) + "." + parts[2]);
    }

    @Test
    void shouldRefusePsychicSignatures() {
        String payload = registered().accessToken().split("\\.", 3)[1];
        String header = encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid() + "\"}");

        assertRefused(header + "." + payload + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]));
    }

    @Test
    void shouldSurviveTokensOfAnyShape() {
        String token = registered().accessToken();

        for (String odd : List.of("", ".", "..", "a.b.c", "a.b.c.d.e", token + "=", token + ".x", "x".repeat(15_000))) {
            assertThat(ask(odd).statusCode()).isIn(400, 401, 431);
        }
        given().queryParam("access_token", token).get(ME).then().statusCode(401);
    }

    @Test
    void shouldRefuseTheTokenOfAService() {
        assertRefused(serviceTokens.issue("identity-service"));
    }

    @Test
    void shouldIssueTheClaimsOfRfc9068() {
        Person admin = registered();
        String[] parts = admin.accessToken().split("\\.", 3);

        JsonPath header = decode(parts[0]);
        JsonPath claims = decode(parts[1]);

        assertThat(header.getString("typ")).isEqualTo("at+jwt");
        assertThat(header.getString("alg")).isEqualTo("RS256");
        assertThat(header.getString("kid")).isEqualTo(kid());
        assertThat(claims.<String, Object>getMap("").keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "jti", "org", "groups", "sid", "ver");
        assertThat(claims.getString("sub")).isEqualTo(admin.id().toString());
        assertThat(claims.getString("org")).isEqualTo(admin.organizationId().toString());
        assertThat(claims.getList("groups")).hasToString("[ORG_ADMIN]");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(1800);
    }

    @Test
    void shouldShowThePublicKeysOnly() {
        Response keys = given().get("/.well-known/jwks.json");

        assertThat(keys.headers().getValues("Cache-Control")).containsExactly("public, max-age=300");
        keys.then().statusCode(200).contentType("application/json");
        assertThat(jwk().keySet()).containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
        given().get("/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .body("issuer", equalTo("http://localhost:8000"))
                .body("jwks_uri", equalTo("http://localhost:8000/.well-known/jwks.json"));
    }

    private static Response ask(String token) {
        return given().header("Authorization", "Bearer " + token).get(ME);
    }

    private static void assertRefused(String token) {
        ask(token)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    private static Map<String, String> jwk() {
        return given().get("/.well-known/jwks.json").jsonPath().getMap("keys[0]");
    }

    private static String kid() {
        return String.valueOf(jwk().get("kid"));
    }

    private static RSAPublicKey publicKey(Map<String, String> jwk) throws GeneralSecurityException {
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }

    private static BigInteger number(Map<String, String> jwk, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(jwk.get(member))));
    }

    private static byte[] json(Map<String, String> jwk) {
        return io.vertx.core.json.JsonObject.mapFrom(jwk).encode().getBytes(StandardCharsets.UTF_8);
    }

    private static String hmac(byte[] secret, String data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonPath decode(String part) {
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

package io.atrium.kit.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.TestTokens;
import io.atrium.kit.organization.PlatformOrganization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ServiceAuthenticationTest {
    /** Development's, which tests run with. */
    private static final String KEY = "dev-service-token-key-0123456789abcdef";

    @TestHTTPResource("/")
    URI root;

    @Inject
    ServiceTokens tokens;

    @Inject
    MeterRegistry meters;

    @Test
    void shouldAdmitAServiceThatMeansThisOne() {
        given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .get("/internal/probe")
                .then()
                .statusCode(200)
                .body(equalTo("kit-web"));
    }

    @Test
    void shouldRefuseATokenForAnotherService() {
        given().header("Authorization", "Bearer " + tokens.issue("audit-service"))
                .get("/internal/probe")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPER_ADMIN", "ORG_ADMIN", "USER", "VIEWER", "SERVICE"})
    void shouldRefuseAnAccessTokenWhateverItsRole(String role) {
        // Given
        String token = TestTokens.token(PlatformOrganization.ID, role);

        // When
        Response reply = get("/internal/probe", token);

        // Then
        requireChallenge(reply);
    }

    @Test
    void shouldAdmitNobodyByTheRoleOfServicesElsewhere() {
        // Given
        String token = TestTokens.token(PlatformOrganization.ID, "SERVICE");

        // When
        Response reply = get("/api/v1/probe/caller", token);

        // Then
        reply.then().statusCode(401);
    }

    static Stream<Arguments> badTokens() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of("another audience", token(KEY, "audience-service", now, now + 60)),
                Arguments.of("expired", token(KEY, "kit-web", now - 120, now - 60)),
                Arguments.of("issued later", token(KEY, "kit-web", now + 120, now + 180)),
                Arguments.of("good for a day", token(KEY, "kit-web", now, now + 86_400)),
                Arguments.of("another key", token(KEY + "x", "kit-web", now, now + 60)),
                Arguments.of("no token", "x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void shouldRefuseABadServiceToken(String name, String token) {
        requireChallenge(get("/internal/probe", token));
    }

    @Test
    void shouldAdmitATokenLikeThose() {
        // Given
        long now = Instant.now().getEpochSecond();

        // When
        Response reply = get("/internal/probe", token(KEY, "kit-web", now, now + 60));

        // Then
        reply.then().statusCode(200).body(equalTo("another-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic eDp5", "Bearer", "Token abc", ""})
    void shouldRefuseAnotherScheme(String authorization) {
        // When
        Response reply = given().header("Authorization", authorization).get("/internal/probe");

        // Then
        requireChallenge(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "DELETE", "POST"})
    void shouldTellNobodyButServicesWhichMethodsThereAre(String method) {
        // When
        Response reply = given().request(method, "/internal/probe");

        // Then
        requireChallenge(reply);
        reply.then().header("Allow", nullValue());
    }

    @Test
    void shouldTellServicesWhichMethodsThereAre() {
        // When
        Response reply = given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .delete("/internal/probe");

        // Then
        reply.then().statusCode(405).header("Allow", containsString("GET"));
    }

    @Test
    void shouldAnswer404ToServicesForWhatIsNotThere() {
        get("/internal/nowhere", tokens.issue("kit-web")).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"/internal/probe,0,1", "/internal/nowhere,0,1", "/api/v1/probe/caller,1,0"})
    void shouldJudgeATokenOnceAndByOneKindAlone(String path, int access, int service) {
        // Given
        double accessBefore = refused("access");
        double serviceBefore = refused("service");

        // When
        get(path, "x.y.z").then().statusCode(401);

        // Then
        assertThat(refused("access") - accessBefore).isEqualTo(access);
        assertThat(refused("service") - serviceBefore).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/probe",
                "/internal/nowhere",
                "/internal;a=b/probe",
                "//internal/probe",
                "/x/../internal/probe",
                "/%69nternal/probe",
                "/;a/internal/probe"
            })
    void shouldRefuseWithoutAToken(String path) {
        int status = given().urlEncodingEnabled(false).get(path).statusCode();
        assertThat(status).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/api/v1/probe/%e"})
    void shouldRefuseABadlyEncodedPath(String path) throws IOException {
        String reply = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(reply).startsWith("HTTP/1.1 400 ");
    }

    private static Response get(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path);
    }

    private static void requireChallenge(Response reply) {
        reply.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""))
                .header("X-Request-Id", notNullValue())
                .header("RateLimit", nullValue())
                .body("code", equalTo("UNAUTHENTICATED"))
                .body("detail", equalTo("A valid service token is required."));
    }

    private double refused(String kind) {
        return meters.counter("atrium.tokens.refused", "kind", kind).count();
    }

    /** Signed as services sign. */
    private static String token(String key, String audience, long issuedAt, long expiresAt) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("another-service");
        claims.setSubject("another-service");
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt));
        claims.setGeneratedJwtId();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setHeader("typ", "service+jwt");
        signature.setPayload(claims.toJson());
        signature.setKey(new HmacKey(key.getBytes(StandardCharsets.UTF_8)));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No client would send it. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldNotTakeAServiceTokenForACaller() {
        given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401);
    }
}

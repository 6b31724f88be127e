package io.atrium.kit.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.TestTokens;
import io.atrium.kit.id.Ids;
import io.atrium.kit.organization.PlatformOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessTokenTest {
    private final UUID organization = UUID.randomUUID();

    @Test
    void shouldTellTheCallerOfAGoodToken() {
        given().header("Authorization", "Bearer " + TestTokens.token(organization, "USER"))
                .header("X-Organization-Id", UUID.randomUUID().toString())
                .header("User-Agent", "probe")
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(200)
                .body("organization_id", equalTo(organization.toString()))
                .body("role", equalTo("USER"))
                .body("home_organization_id", equalTo(organization.toString()))
                .body("request.ip", equalTo("127.0.0.1"))
                .body("request.user_agent", equalTo("probe"));
    }

    @Test
    void shouldLetASuperAdminNameTheOrganization() {
        UUID named = known(OrganizationStatus.ACTIVE);
        given().header("Authorization", "Bearer " + TestTokens.token(organization, "SUPER_ADMIN"))
                .header("X-Organization-Id", named.toString())
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(200)
                .body("organization_id", equalTo(named.toString()))
                .body("home_organization_id", equalTo(organization.toString()));
    }

    @ParameterizedTest
    @EnumSource(OrganizationStatus.class)
    void shouldLetASuperAdminNameAnOrganizationWhateverItsState(OrganizationStatus status) {
        naming(known(status)).get("/api/v1/probe/caller").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/probe/caller", "/api/v1/probe/tenant"})
    void shouldAnswer404WhenASuperAdminNamesNoOrganization(String path) {
        // an id of chance, and one of an organization that was made long ago
        UUID removed = UUID.fromString("019a0000-0000-7000-8000-000000000000");

        for (UUID unknown : List.of(UUID.randomUUID(), removed)) {
            naming(unknown)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("NOT_FOUND"))
                    .body("detail", equalTo("X-Organization-Id names no organization."));
        }
    }

    @Test
    void shouldAskForPatienceWhenASuperAdminNamesAnOrganizationOfThisMinute() {
        UUID made = Ids.next();

        naming(made)
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("code", equalTo("NOT_READY"));
        TestTokens.ORGANIZATIONS.put(made, OrganizationStatus.ACTIVE);
        naming(made).get("/api/v1/probe/caller").then().statusCode(200);
    }

    @Test
    void shouldRefuseWhatIsTenantsInThePlatformOrganization() {
        String token = TestTokens.token(PlatformOrganization.ID, "SUPER_ADMIN");

        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/probe/tenant")
                .then()
                .statusCode(400)
                .body("code", equalTo("ORGANIZATION_REQUIRED"));
        naming(PlatformOrganization.ID)
                .get("/api/v1/probe/tenant")
                .then()
                .statusCode(400)
                .body("code", equalTo("ORGANIZATION_REQUIRED"));
        naming(known(OrganizationStatus.ACTIVE))
                .get("/api/v1/probe/tenant")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification naming(UUID organization) {
        return given().header("Authorization", "Bearer " + TestTokens.token(PlatformOrganization.ID, "SUPER_ADMIN"))
                .header("X-Organization-Id", organization.toString());
    }

    private static UUID known(OrganizationStatus status) {
        UUID id = UUID.randomUUID();
        TestTokens.ORGANIZATIONS.put(id, status);
        return id;
    }

    @Test
    void shouldNotCallATokenBadBeforeTheKeysAreKnown() {
        String token = TestTokens.sign(
                TestTokens.claims(organization, "USER"), signature -> signature.setKeyIdHeaderValue("not-read-yet"));
        TestTokens.KNOWN.set(false);
        try {
            given().header("Authorization", "Bearer " + token)
                    .get("/api/v1/probe/caller")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body("code", equalTo("NOT_READY"));
        } finally {
            TestTokens.KNOWN.set(true);
        }
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldRefuseABadOrganizationHeader() {
        given().header("Authorization", "Bearer " + TestTokens.token(organization, "SUPER_ADMIN"))
                .header("X-Organization-Id", "all")
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("no expiry", claims -> claims.unsetClaim("exp"), signature -> {}),
                bad("expired", claims -> claims.setExpirationTime(secondsFromNow(-60)), signature -> {}),
                bad("not yet valid", claims -> claims.setNotBefore(secondsFromNow(120)), signature -> {}),
                bad("other issuer", claims -> claims.setIssuer("http://localhost:8000/"), signature -> {}),
                bad("other audience", claims -> claims.setAudience("elsewhere"), signature -> {}),
                bad("no audience", claims -> claims.unsetClaim("aud"), signature -> {}),
                bad("no organization", claims -> claims.unsetClaim("org"), signature -> {}),
                bad("organization no uuid", claims -> claims.setClaim("org", "x"), signature -> {}),
                bad("no version", claims -> claims.unsetClaim("ver"), signature -> {}),
                bad("no subject", claims -> claims.unsetClaim("sub"), signature -> {}),
                bad("unknown role", claims -> claims.setStringListClaim("groups", List.of("ROOT")), signature -> {}),
                bad("no role", claims -> claims.setStringListClaim("groups", List.of()), signature -> {}),
                bad(
                        "two roles",
                        claims -> claims.setStringListClaim("groups", List.of("USER", "ORG_ADMIN")),
                        signature -> {}),
                bad("plain jwt", claims -> {}, signature -> signature.setHeader("typ", "JWT")),
                bad("unknown key id", claims -> {}, signature -> signature.setKeyIdHeaderValue("other")),
                bad(
                        "foreign key",
                        claims -> {},
                        signature -> signature.setKey(TestTokens.generate().getPrivateKey())),
                bad("RS512", claims -> {}, signature -> signature.setAlgorithmHeaderValue("RS512")),
                bad("public key as HMAC secret", claims -> {}, AccessTokenTest::confuse),
                bad("none", claims -> {}, AccessTokenTest::unsign),
                bad("too long", claims -> claims.setClaim("pad", "x".repeat(9000)), signature -> {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void shouldRefuseTheToken(String name, String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void shouldRefuseTokensElsewhereThanInTheHeader() {
        String token = TestTokens.token(organization, "USER");
        given().cookie("Bearer", token)
                .queryParam("access_token", token)
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void shouldRefuseARevokedSession() {
        UUID session = UUID.randomUUID();
        JwtClaims claims = TestTokens.claims(organization, "USER");
        claims.setClaim("sid", session.toString());
        TestTokens.REVOKED_SESSIONS.add(session);
        given().header("Authorization", "Bearer " + TestTokens.sign(claims, signature -> {}))
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldRefuseASuspendedOrganization() {
        TestTokens.ORGANIZATIONS.put(organization, OrganizationStatus.SUSPENDED);
        given().header("Authorization", "Bearer " + TestTokens.token(organization, "USER"))
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("ORGANIZATION_SUSPENDED"));
    }

    @Test
    void shouldAdmitAnOrganizationItHasNotHeardOfWhileItsTokenIsNew() throws Exception {
        UUID unknown = UUID.randomUUID();
        JwtClaims old = TestTokens.claims(unknown, "USER");
        old.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 61));

        asks(TestTokens.token(unknown, "USER")).then().statusCode(200);
        asks(TestTokens.sign(old, signature -> {}))
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_READY"));
        TestTokens.ORGANIZATIONS.put(unknown, OrganizationStatus.ACTIVE);
        asks(TestTokens.sign(old, signature -> {})).then().statusCode(200);
    }

    @Test
    void shouldKnowThePlatformOrganizationFromTheStart() throws Exception {
        JwtClaims old = TestTokens.claims(PlatformOrganization.ID, "SUPER_ADMIN");
        old.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 61));

        asks(TestTokens.sign(old, signature -> {})).then().statusCode(200);
    }

    private static Response asks(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/v1/probe/caller");
    }

    @Test
    void shouldForbidAnotherRole() {
        given().header("Authorization", "Bearer " + TestTokens.token(organization, "USER"))
                .get("/api/v1/probe/admin")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void shouldAdmitNobodyWhereNobodyIsNamed() {
        given().header("Authorization", "Bearer " + TestTokens.token(organization, "SUPER_ADMIN"))
                .get("/api/v1/probe/unannotated")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldServePublicRoutesWhateverTokenComesAlong() {
        given().header("Authorization", "Bearer nonsense")
                .get("/api/v1/probe/request")
                .then()
                .statusCode(200);
    }

    private static Arguments bad(String name, Consumer<JwtClaims> claims, Consumer<JsonWebSignature> signature) {
        JwtClaims changed = TestTokens.claims(UUID.randomUUID(), "USER");
        claims.accept(changed);
        return Arguments.of(name, TestTokens.sign(changed, signature));
    }

    private static NumericDate secondsFromNow(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static void confuse(JsonWebSignature signature) {
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(new HmacKey(TestTokens.key().getRsaPublicKey().getEncoded()));
    }

    private static void unsign(JsonWebSignature signature) {
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        signature.setKey(null);
    }
}

package io.atrium.kit.testing;

import io.smallrye.jwt.build.Jwt;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access token as identity-service signs it (RFC 9068), under the tests' own key. The withers make the bad ones.
 *
 * @param role one of SUPER_ADMIN, ORG_ADMIN, USER, VIEWER
 * @param version the user's token version
 * @param lifetime from now; negative for an expired token
 */
public record TestTokens(
        UUID userId,
        UUID organizationId,
        String role,
        UUID sessionId,
        int version,
        String issuer,
        String audience,
        Duration lifetime,
        String keyId,
        @Nullable PrivateKey otherKey) {

    private static final String ISSUER = "http://localhost:8000";

    /** The signed token of a new user in the organization. */
    public static String user(UUID organizationId, String role) {
        return of(UUID.randomUUID(), organizationId, role).sign();
    }

    /** The signed token of a user who sends a few requests: another one after some calls, as {@link RequestTokens} says. */
    public static String forRequest(UUID organizationId, String role) {
        return RequestTokens.SHARED.token(organizationId, role);
    }

    /** The signed token of a known user. */
    public static String user(UUID userId, UUID organizationId, String role) {
        return of(userId, organizationId, role).sign();
    }

    public static TestTokens of(UUID userId, UUID organizationId, String role) {
        return new TestTokens(
                userId,
                organizationId,
                role,
                UUID.randomUUID(),
                0,
                ISSUER,
                "atrium",
                Duration.ofMinutes(30),
                TestKey.ID,
                null);
    }

    public TestTokens withSession(UUID id) {
        return new TestTokens(userId, organizationId, role, id, version, issuer, audience, lifetime, keyId, otherKey);
    }

    public TestTokens withVersion(int number) {
        return new TestTokens(
                userId, organizationId, role, sessionId, number, issuer, audience, lifetime, keyId, otherKey);
    }

    public TestTokens withIssuer(String other) {
        return new TestTokens(
                userId, organizationId, role, sessionId, version, other, audience, lifetime, keyId, otherKey);
    }

    public TestTokens withAudience(String other) {
        return new TestTokens(
                userId, organizationId, role, sessionId, version, issuer, other, lifetime, keyId, otherKey);
    }

    public TestTokens withLifetime(Duration other) {
        return new TestTokens(
                userId, organizationId, role, sessionId, version, issuer, audience, other, keyId, otherKey);
    }

    public TestTokens withKey(String id, PrivateKey key) {
        return new TestTokens(userId, organizationId, role, sessionId, version, issuer, audience, lifetime, id, key);
    }

    /** The compact form, to be sent after {@code Bearer }. */
    public String sign() {
        Instant now = Instant.now();
        return Jwt.issuer(issuer)
                .subject(userId.toString())
                .audience(audience)
                .groups(Set.of(role))
                .claim("org", organizationId.toString())
                .claim("sid", sessionId.toString())
                .claim("ver", version)
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(lifetime.isNegative() ? now.plus(lifetime).minusSeconds(60) : now)
                .expiresAt(now.plus(lifetime))
                .jws()
                .keyId(keyId)
                .header("typ", "at+jwt")
                .sign(otherKey == null ? TestKey.privateKey() : otherKey);
    }
}

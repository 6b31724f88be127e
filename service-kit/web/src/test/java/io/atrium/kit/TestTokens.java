package io.atrium.kit;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.token.Revocations;
import io.atrium.kit.token.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens with state that a test can change. */
@ApplicationScoped
public class TestTokens implements SigningKeys, Revocations, OrganizationStates {
    public static final String KID = "test-key";
    private static final RsaJsonWebKey KEY = generate();

    public static final Set<UUID> REVOKED_SESSIONS = ConcurrentHashMap.newKeySet();
    public static final Map<UUID, OrganizationStatus> ORGANIZATIONS = new ConcurrentHashMap<>();

    @Override
    public Optional<PublicKey> find(String kid) {
        return kid.equals(KID) ? Optional.of(KEY.getRsaPublicKey()) : Optional.empty();
    }

    /** Whether the keys have been read. */
    public static final AtomicBoolean KNOWN = new AtomicBoolean(true);

    @Override
    public boolean isKnown() {
        return KNOWN.get();
    }

    @Override
    public boolean isRevoked(@Nullable UUID sessionId, UUID userId, int tokenVersion) {
        return sessionId != null && REVOKED_SESSIONS.contains(sessionId);
    }

    @Override
    public Optional<OrganizationStatus> find(UUID organizationId) {
        return Optional.ofNullable(ORGANIZATIONS.get(organizationId));
    }

    public static JwtClaims claims(UUID organization, String role) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("http://localhost:8000");
        claims.setAudience("atrium");
        claims.setSubject(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setGeneratedJwtId();
        claims.setClaim("org", organization.toString());
        claims.setClaim("sid", UUID.randomUUID().toString());
        claims.setClaim("ver", 1);
        claims.setStringListClaim("groups", List.of(role));
        return claims;
    }

    public static String token(UUID organization, String role) {
        return sign(claims(organization, role), signature -> {});
    }

    public static String sign(JwtClaims claims, Consumer<JsonWebSignature> change) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "at+jwt");
        signature.setKeyIdHeaderValue(KID);
        signature.setKey(KEY.getPrivateKey());
        signature.setPayload(claims.toJson());
        change.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RsaJsonWebKey generate() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RsaJsonWebKey key() {
        return KEY;
    }
}

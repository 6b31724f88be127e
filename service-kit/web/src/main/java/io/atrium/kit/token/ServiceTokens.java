package io.atrium.kit.token;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Short-lived tokens (HS256, type {@code service+jwt}) that services call each other's {@code /internal} with. */
@ApplicationScoped
public class ServiceTokens {
    private static final String TYPE = "service+jwt";

    private final TokenConfig config;
    private final String self;
    private final HmacKey key;

    public ServiceTokens(
            TokenConfig config, @ConfigProperty(name = "quarkus.application.name") String applicationName) {
        this.config = config;
        this.self = applicationName;
        if (config.serviceKey().length() < 32) {
            throw new IllegalStateException("SERVICE_TOKEN_KEY needs 32 characters or more");
        }
        this.key = new HmacKey(config.serviceKey().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A token for one call.
     *
     * @param audience name of the called service, e.g. {@code tenant-service}
     */
    public String issue(String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(self);
        claims.setSubject(self);
        claims.setAudience(audience);
        claims.setIssuedAtToNow();
        NumericDate expiry = NumericDate.now();
        expiry.addSeconds(config.serviceLifetime().toSeconds());
        claims.setExpirationTime(expiry);
        claims.setJwtId(UUID.randomUUID().toString());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setHeader("typ", TYPE);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A service token can always be signed", e);
        }
    }

    /**
     * The name of the service that issued a token for this one.
     *
     * @throws ProblemException UNAUTHENTICATED
     */
    public String verify(String token) {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setExpectedType(true, TYPE)
                    .setExpectedAudience(true, self)
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds((int) config.clockSkew().toSeconds())
                    .build()
                    .processToClaims(token)
                    .getSubject();
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new ProblemException(ErrorCode.UNAUTHENTICATED, "A valid service token is required.");
        }
    }
}

package io.atrium.kit.token;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Short-lived tokens (HS256, type {@code service+jwt}) for calls between services to {@code /internal}. */
@ApplicationScoped
public class ServiceTokens {
    private static final Logger LOG = Logger.getLogger(ServiceTokens.class);
    private static final String TYPE = "service+jwt";
    private static final String ALGORITHM = AlgorithmIdentifiers.HMAC_SHA256;
    private static final Set<String> HEADER = Set.of("alg", "typ");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    private final TokenConfig config;
    private final RefusedTokens refused;
    private final String self;
    private final HmacKey key;

    public ServiceTokens(
            TokenConfig config,
            RefusedTokens refused,
            @ConfigProperty(name = "quarkus.application.name") String applicationName) {
        this.config = config;
        this.refused = refused;
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
        signature.setAlgorithmHeaderValue(ALGORITHM);
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
    public String verify(String text) {
        try {
            return issuer(text);
        } catch (InvalidTokenException e) {
            LOG.debugf("A service token is refused: %s", e.getMessage());
            refused.countService();
            throw required();
        }
    }

    /** What is answered to whoever is no service. */
    static ProblemException required() {
        return new ProblemException(ErrorCode.UNAUTHENTICATED, "A valid service token is required.");
    }

    private String issuer(String text) {
        CompactToken token = CompactToken.parse(text, config.maxLength());
        token.requireHeader(ALGORITHM, HEADER);
        if (!TYPE.equals(token.header().text("typ"))) {
            throw new InvalidTokenException("another type");
        }
        CompactToken.Claims claims = token.verified(key, ALGORITHM);
        String issuer = claims.text("iss");
        if (!NAME.matcher(issuer).matches()
                || !issuer.equals(claims.text("sub"))
                || !self.equals(claims.onlyText("aud"))
                || !AccessToken.isId(claims.text("jti"))) {
            throw new InvalidTokenException("another issuer, subject, audience or id");
        }
        TokenTimes.of(claims).requireGood(claims, Instant.now(), config.clockSkew(), config.maxServiceLifetime());
        return issuer;
    }
}

package io.atrium.kit.token;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies access tokens (RFC 9068) offline: RS256 under a key of {@link SigningKeys}, type {@code at+jwt}, exact
 * issuer and audience, not expired, not revoked, of an organization that is not refused.
 */
final class AccessTokenVerifier {
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern TYPE = Pattern.compile("(?i)(application/)?at\\+jwt");
    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private final TokenConfig config;
    private final Revocations revocations;
    private final OrganizationStates organizations;
    private final JwtConsumer consumer;

    AccessTokenVerifier(
            TokenConfig config, SigningKeys keys, Revocations revocations, OrganizationStates organizations) {
        this.config = config;
        this.revocations = revocations;
        this.organizations = organizations;
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(resolver(keys))
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .setExpectedIssuer(true, config.issuer())
                .setExpectedAudience(true, config.audience())
                .setAllowedClockSkewInSeconds((int) config.clockSkew().toSeconds())
                .build();
    }

    /**
     * The claims of a good token.
     *
     * @throws ProblemException UNAUTHENTICATED, or ORGANIZATION_SUSPENDED for a good token of a refused organization
     */
    JwtClaims verify(String token) {
        if (token.length() > config.maxLength() || !isCanonical(token)) {
            throw refused();
        }
        try {
            JwtClaims claims = consumer.processToClaims(token);
            check(claims);
            return claims;
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            throw refused();
        }
    }

    /** Padding, line breaks and spare bits would let one signature stand in many texts (RFC 7515, section 2). */
    private static boolean isCanonical(String token) {
        if (!COMPACT.matcher(token).matches()) {
            return false;
        }
        String signature = token.substring(token.lastIndexOf('.') + 1);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void check(JwtClaims claims) throws MalformedClaimException {
        UUID user = UUID.fromString(claims.getSubject());
        UUID organization = UUID.fromString(text(claims, "org"));
        UUID session = claims.hasClaim("sid") ? UUID.fromString(text(claims, "sid")) : null;
        Long version = claims.getClaimValue("ver", Long.class);
        List<String> groups = claims.getStringListClaimValue("groups");
        if (groups.size() != 1 || version == null || revocations.isRevoked(session, user, Math.toIntExact(version))) {
            throw refused();
        }
        if (organizations.isRefused(organization)) {
            throw new ProblemException(ErrorCode.ORGANIZATION_SUSPENDED, "The organization is suspended.");
        }
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException {
        String value = claims.getStringClaimValue(name);
        if (value == null) {
            throw refused();
        }
        return value;
    }

    private static VerificationKeyResolver resolver(SigningKeys keys) {
        return (JsonWebSignature signature, List<JsonWebStructure> nesting) -> key(keys, signature);
    }

    private static PublicKey key(SigningKeys keys, JsonWebSignature signature) throws UnresolvableKeyException {
        String type = signature.getHeader("typ");
        String kid = signature.getKeyIdHeaderValue();
        if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(signature.getAlgorithmHeaderValue())
                || type == null
                || kid == null
                || !TYPE.matcher(type).matches()) {
            throw new UnresolvableKeyException("Not an access token of the platform");
        }
        return keys.find(kid).orElseThrow(() -> new UnresolvableKeyException("Unknown key"));
    }

    private static ProblemException refused() {
        return new ProblemException(ErrorCode.UNAUTHENTICATED, "The token is not valid.");
    }
}

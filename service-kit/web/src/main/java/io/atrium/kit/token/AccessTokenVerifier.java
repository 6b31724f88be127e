package io.atrium.kit.token;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * Verifies access tokens (RFC 9068, RFC 8725) offline: RS256 under a key of {@link SigningKeys}, type {@code at+jwt},
 * exact issuer and audience, every claim of its type and in its range, not expired, not revoked.
 */
final class AccessTokenVerifier {
    private static final String ALGORITHM = AlgorithmIdentifiers.RSA_USING_SHA256;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final Pattern TYPE = Pattern.compile("(?i)(application/)?at\\+jwt");
    private static final int LONGEST_KEY_ID = 128;

    private final TokenConfig config;
    private final SigningKeys keys;
    private final Revocations revocations;
    private final Clock clock;

    AccessTokenVerifier(TokenConfig config, SigningKeys keys, Revocations revocations, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * The claims of a good token.
     *
     * @throws InvalidTokenException for every other text
     * @throws ProblemException NOT_READY while there is no key to judge by
     */
    AccessToken verify(String text) {
        CompactToken token = CompactToken.parse(text, config.maxLength());
        token.requireHeader(ALGORITHM, HEADER);
        CompactToken.Claims claims = token.verified(key(token.header()), ALGORITHM);
        if (!config.issuer().equals(claims.text("iss")) || !config.audience().equals(claims.onlyText("aud"))) {
            throw new InvalidTokenException("another issuer or audience");
        }
        TokenTimes times =
                TokenTimes.of(claims).requireGood(claims, clock.instant(), config.clockSkew(), config.maxLifetime());
        AccessToken access = AccessToken.of(claims, times);
        if (revocations.isRevoked(access.sessionId(), access.userId(), access.version())) {
            throw new InvalidTokenException("revoked");
        }
        return access;
    }

    private PublicKey key(CompactToken.Claims header) {
        String kid = header.text("kid");
        if (kid.length() > LONGEST_KEY_ID || !TYPE.matcher(header.text("typ")).matches()) {
            throw new InvalidTokenException("another type");
        }
        return keys.find(kid).orElseThrow(() -> {
            if (keys.isKnown()) {
                return new InvalidTokenException("an unknown key");
            }
            return new ProblemException(ErrorCode.NOT_READY, "The keys of access tokens are not known here yet.");
        });
    }
}

package io.atrium.kit.token;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.token.VerifiedTokens.Verified;
import java.nio.ByteBuffer;
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
    private final VerifiedTokens known;

    AccessTokenVerifier(TokenConfig config, SigningKeys keys, Revocations revocations, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
        this.known = new VerifiedTokens(config.remembered());
    }

    /**
     * The claims of a good token. The signature of a text is verified once; that its key is still one, that it has not
     * expired and is not revoked, each time.
     *
     * @throws InvalidTokenException for every other text
     * @throws ProblemException NOT_READY while there is no key to judge by
     */
    AccessToken verify(String text) {
        CompactToken.requireLength(text, config.maxLength());
        ByteBuffer digest = VerifiedTokens.digest(text);
        Verified verified = known.find(digest);
        if (verified == null || !isCurrent(verified)) {
            verified = verifyAnew(text);
            known.remember(digest, verified);
        }
        AccessToken access = verified.token();
        if (revocations.isRevoked(access.sessionId(), access.userId(), access.version())) {
            throw new InvalidTokenException("revoked");
        }
        return access;
    }

    /** Of what was verified, only this can change. */
    private boolean isCurrent(Verified verified) {
        return verified.token().expiresAt().isAfter(clock.instant().minus(config.clockSkew()))
                && keys.find(verified.keyId()).filter(verified.key()::equals).isPresent();
    }

    private Verified verifyAnew(String text) {
        CompactToken token = CompactToken.parse(text, config.maxLength());
        token.requireHeader(ALGORITHM, HEADER);
        PublicKey key = key(token.header());
        CompactToken.Claims claims = token.verified(key, ALGORITHM);
        if (!config.issuer().equals(claims.text("iss")) || !config.audience().equals(claims.onlyText("aud"))) {
            throw new InvalidTokenException("another issuer or audience");
        }
        TokenTimes times =
                TokenTimes.of(claims).requireGood(claims, clock.instant(), config.clockSkew(), config.maxLifetime());
        return new Verified(AccessToken.of(claims, times), token.header().text("kid"), key);
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
            return new ProblemException(ErrorCode.NOT_READY, "The service has not read the keys of access tokens yet.");
        });
    }
}

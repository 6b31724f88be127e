package io.atrium.kit.token;

import java.time.Duration;
import java.time.Instant;

/**
 * When a token is good. Times are whole seconds, as the platform writes them.
 *
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 */
record TokenTimes(Instant issuedAt, Instant expiresAt) {
    /** 9999-12-31T23:59:59Z, the last second of RFC 3339. */
    private static final long LAST = 253_402_300_799L;

    static TokenTimes of(CompactToken.Claims claims) {
        return new TokenTimes(time(claims, "iat"), time(claims, "exp"));
    }

    /**
     * Checks that the token is good now.
     *
     * @param skew how far clocks may differ
     * @param longest longest life that an issuer gives
     */
    TokenTimes requireGood(CompactToken.Claims claims, Instant now, Duration skew, Duration longest) {
        if (!expiresAt.isAfter(issuedAt) || expiresAt.isAfter(issuedAt.plus(longest))) {
            throw new InvalidTokenException("another lifetime");
        }
        if (issuedAt.isAfter(now.plus(skew)) || !expiresAt.isAfter(now.minus(skew))) {
            throw new InvalidTokenException("issued later or expired");
        }
        if (claims.has("nbf") && time(claims, "nbf").isAfter(now.plus(skew))) {
            throw new InvalidTokenException("not good yet");
        }
        return this;
    }

    private static Instant time(CompactToken.Claims claims, String name) {
        long seconds = claims.integer(name);
        if (seconds < 0 || seconds > LAST) {
            throw new InvalidTokenException(name + " is out of range");
        }
        return Instant.ofEpochSecond(seconds);
    }
}

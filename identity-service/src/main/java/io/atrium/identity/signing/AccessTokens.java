package io.atrium.identity.signing;

import io.atrium.identity.compute.Share;
import io.atrium.kit.caller.Role;
import io.atrium.kit.id.Ids;
import io.atrium.kit.token.TokenConfig;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Makes access tokens: JWTs of RFC 9068, RS256. */
@Singleton
public final class AccessTokens {

    private final SigningKeyRing ring;
    private final SigningPool pool;
    private final TokenConfig config;
    private final Duration lifetime;

    AccessTokens(SigningKeyRing ring, SigningPool pool, TokenConfig config, AccessTokenConfig own) {
        this.ring = ring;
        this.pool = pool;
        this.config = config;
        this.lifetime = Duration.ofMinutes(own.expireMinutes());
        if (lifetime.isZero() || lifetime.isNegative() || lifetime.compareTo(config.maxLifetime()) > 0) {
            throw new IllegalStateException("ACCESS_TOKEN_EXPIRE_MINUTES is from 1 to "
                    + config.maxLifetime().toMinutes() + ": no service believes a token that lives longer");
        }
    }

    /**
     * Who a token speaks for.
     *
     * @param tokenVersion the user's; raised to refuse the tokens made before
     */
    public record Subject(UUID organizationId, UUID userId, Role role, UUID sessionId, int tokenVersion) {}

    public Uni<String> issue(Subject subject) {
        Share share = Share.ofOrganization(subject.organizationId(), subject.userId());
        return pool.submit(share, () -> sign(subject, ring.signingKey()));
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** When every access token that exists now has expired, with room for the clocks of others. */
    public Instant allExpiredAt() {
        return Instant.now().plus(lifetime).plus(config.clockSkew());
    }

    private String sign(Subject subject, SigningKeyRing.SigningKey key) {
        Instant now = Instant.now();
        return Jwt.claims()
                .issuer(config.issuer())
                .subject(subject.userId().toString())
                .audience(config.audience())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .claim("jti", Ids.next().toString())
                .claim("org", subject.organizationId().toString())
                .groups(Set.of(subject.role().name()))
                .claim("sid", subject.sessionId().toString())
                .claim("ver", subject.tokenVersion())
                .jws()
                .header("typ", "at+jwt")
                .keyId(key.kid())
                .sign(key.key());
    }
}

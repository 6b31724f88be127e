package io.atrium.identity.signing;

import io.atrium.kit.caller.Role;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.id.Ids;
import io.atrium.kit.token.TokenConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
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

    AccessTokens(
            SigningKeyRing ring, SigningPool pool, TokenConfig config, AccessTokenConfig own, SigningConfig signing) {
        this.ring = ring;
        this.pool = pool;
        this.config = config;
        this.lifetime = checked(config, own, signing);
    }

    /** A lifetime that contradicts other settings ends the start, not the first login. */
    void start(@Observes StartupEvent event) {}

    /** A token must not outlive what it is judged by: nobody could refuse it any more, or nobody could verify it. */
    static Duration checked(TokenConfig config, AccessTokenConfig own, SigningConfig signing) {
        Duration lifetime = Duration.ofMinutes(own.expireMinutes());
        Duration inUse = lifetime.plus(config.clockSkew());
        if (lifetime.isZero() || lifetime.isNegative() || lifetime.compareTo(config.maxLifetime()) > 0) {
            throw new IllegalStateException("ACCESS_TOKEN_EXPIRE_MINUTES is from 1 to "
                    + config.maxLifetime().toMinutes() + ": no service believes a token that lives longer");
        }
        if (inUse.compareTo(own.revocationsKeptFor()) >= 0) {
            throw new IllegalStateException("ACCESS_TOKEN_EXPIRE_MINUTES is " + own.expireMinutes()
                    + ": tokens would outlive revocations, which are kept for "
                    + own.revocationsKeptFor().toMinutes() + " minutes");
        }
        if (inUse.plus(signing.checkEvery()).compareTo(signing.retiringFor()) > 0) {
            throw new IllegalStateException("ACCESS_TOKEN_EXPIRE_MINUTES is " + own.expireMinutes()
                    + ": tokens would outlive the keys that verify them, which identity.signing.retiring-for keeps for "
                    + signing.retiringFor().toMinutes() + " minutes after their last signature");
        }
        return lifetime;
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

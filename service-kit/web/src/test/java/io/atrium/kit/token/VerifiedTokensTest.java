package io.atrium.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.TestTokens;
import io.atrium.kit.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked again of a token that was verified before. */
@QuarkusTest
class VerifiedTokensTest {

    private final String token = TestTokens.token(UUID.randomUUID(), "USER");
    private Instant now = Instant.now();
    private boolean revoked;

    @Inject
    TokenConfig config;

    @Inject
    SigningKeys issuerKeys;

    private Optional<PublicKey> key = Optional.empty();

    @Test
    void shouldKnowATokenAgain() {
        AccessTokenVerifier verifier = verifier();

        AccessToken first = verifier.verify(token);

        assertThat(verifier.verify(token)).isSameAs(first);
    }

    @Test
    void shouldRefuseAKnownTokenThatIsRevoked() {
        AccessTokenVerifier verifier = verifier();
        verifier.verify(token);

        revoked = true;

        assertRefused(verifier, token);
        revoked = false;
        assertThat(verifier.verify(token)).isNotNull();
    }

    @Test
    void shouldRefuseAKnownTokenThatHasExpired() {
        AccessTokenVerifier verifier = verifier();
        AccessToken known = verifier.verify(token);

        now = known.expiresAt().plus(config.clockSkew()).plus(Duration.ofSeconds(1));

        assertRefused(verifier, token);
    }

    @Test
    void shouldRefuseAKnownTokenWhoseKeyIsGone() {
        AccessTokenVerifier verifier = verifier();
        verifier.verify(token);

        key = Optional.empty();

        assertRefused(verifier, token);
    }

    @Test
    void shouldRefuseATokenThatDiffersInItsSignatureAlone() {
        AccessTokenVerifier verifier = verifier();
        verifier.verify(token);
        int signature = token.lastIndexOf('.') + 1;
        char other = token.charAt(signature) == 'A' ? 'B' : 'A';

        assertRefused(verifier, token.substring(0, signature) + other + token.substring(signature + 1));
    }

    @Test
    void shouldRememberNoTokenThatIsRefused() {
        AccessTokenVerifier verifier = verifier();
        key = Optional.empty();
        assertRefused(verifier, token);

        key = issuerKeys.find(TestTokens.KID);

        assertThat(verifier.verify(token)).isNotNull();
    }

    private AccessTokenVerifier verifier() {
        key = issuerKeys.find(TestTokens.KID);
        Clock clock = InstantSource.tick(() -> now, Duration.ofNanos(1)).withZone(ZoneOffset.UTC);
        return new AccessTokenVerifier(config, kid -> key, (session, user, version) -> revoked, clock);
    }

    private static void assertRefused(AccessTokenVerifier verifier, String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfAny(InvalidTokenException.class, ProblemException.class);
    }
}

package io.atrium.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.SigningKeyState.Status;
import io.atrium.identity.secret.ServiceSecret;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.token.SigningKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeyReadinessTest extends IdentityTest {

    @Inject
    ServiceSecret secret;

    private final Topic topic = new Topic();
    private RsaKeys.Generated key;
    private SigningKeyRing ring;
    private SigningKeyReadiness readiness;

    /** What those who verify have heard of. */
    private static final class Topic implements SigningKeys {

        private final Set<String> kids = new HashSet<>();

        @Override
        public Optional<PublicKey> find(String kid) {
            return kids.contains(kid) ? Optional.of(anyKey()) : Optional.empty();
        }

        private static PublicKey anyKey() {
            try {
                return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void generate() {
        key = RsaKeys.generate(secret.box());
        ring = new SigningKeyRing(secret, topic);
        readiness = new SigningKeyReadiness(ring, topic);
    }

    @Test
    void shouldNotBeReadyWithoutAKey() {
        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void shouldNotBeReadyWithAKeyThatNobodyKnows() {
        ring.load(List.of(row(Status.ACTIVE)));

        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void shouldNotBeReadyWithAKeyThatDoesNotSignYet() {
        topic.kids.add(key.kid());

        ring.load(List.of(row(Status.PUBLISHED)));

        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void shouldBeReadyWithAKeyThatSignsAndIsKnown() {
        topic.kids.add(key.kid());

        ring.load(List.of(row(Status.ACTIVE)));

        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(readiness.call().getName()).isEqualTo("signing-key");
    }

    private SigningKeyRow row(Status status) {
        return new SigningKeyRow(key.kid(), status, key.publicJwk(), key.sealedKey(), Duration.ZERO, null);
    }
}

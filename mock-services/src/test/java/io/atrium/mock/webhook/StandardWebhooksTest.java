package io.atrium.mock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandardWebhooksTest {

    /** Secret, message and signature of the specification's own test suites. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1614265330;

    @Test
    void shouldSignAsTheReferenceDoes() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        String signature = StandardWebhooks.sign(StandardWebhooks.key(SECRET), ID, TIMESTAMP, body);

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldSignALargeBodyAsTheReferenceDoes() {
        byte[] body = "a".repeat(262_144).getBytes(StandardCharsets.UTF_8);

        String signature = StandardWebhooks.sign(StandardWebhooks.key(SECRET), ID, TIMESTAMP, body);

        assertThat(signature).isEqualTo("v1,Mw4Pe2WgApuT7NSqnSq0PQPV9gbLdggCl9B865x5Xh0=");
    }

    @Test
    void shouldReadASecretWithoutPadding() {
        assertThat(StandardWebhooks.key("whsec_YWI")).isEqualTo("ab".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseASecretThatIsNoBase64() {
        assertThatIllegalArgumentException().isThrownBy(() -> StandardWebhooks.key("whsec_not base64!"));
    }

    @Test
    void shouldSignDifferentlyWhenToldToForge() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String right = StandardWebhooks.sign(StandardWebhooks.key(SECRET), ID, TIMESTAMP, body);

        var forged = Signing.WRONG_SECRET.headers(SECRET, ID, TIMESTAMP, body);

        assertThat(forged).containsKey(StandardWebhooks.SIGNATURE).doesNotContainValue(right);
    }

    @Test
    void shouldReadRetryAfterInBothForms() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(DeliveryBackoff.retryAfterMillis("3", now)).isEqualTo(3_000);
        assertThat(DeliveryBackoff.retryAfterMillis("Thu, 01 Jan 2026 00:00:05 GMT", now))
                .isEqualTo(5_000);
        assertThat(DeliveryBackoff.retryAfterMillis("soon", now)).isZero();
        assertThat(DeliveryBackoff.retryAfterMillis("86400", now)).isEqualTo(60_000);
    }
}

package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldReadRetryAfterInSecondsAndAsDate() {
        assertThat(ResponseHeaders.retryAfter("120", NOW)).contains(Duration.ofMinutes(2));
        assertThat(ResponseHeaders.retryAfter("Sun, 01 Mar 2026 10:00:30 GMT", NOW))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void shouldBoundRetryAfter() {
        assertThat(ResponseHeaders.retryAfter("86400", NOW)).contains(Duration.ofHours(1));
        assertThat(ResponseHeaders.retryAfter("Sun, 01 Mar 2020 10:00:30 GMT", NOW))
                .contains(Duration.ZERO);
    }

    @Test
    void shouldPassByWhatIsNoRetryAfter() {
        assertThat(ResponseHeaders.retryAfter(null, NOW)).isEmpty();
        assertThat(ResponseHeaders.retryAfter("soon", NOW)).isEmpty();
        assertThat(ResponseHeaders.retryAfter("-5", NOW)).isEmpty();
    }
}

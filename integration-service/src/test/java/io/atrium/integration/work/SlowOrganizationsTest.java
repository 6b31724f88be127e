package io.atrium.integration.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowOrganizationsTest {

    private final AtomicLong clock = new AtomicLong();
    private final SlowOrganizations slow = new SlowOrganizations(clock::get);
    private final UUID organization = UUID.randomUUID();

    @Test
    void shouldForgetAProviderThatIsQuickAgain() {
        // Given
        slow.slow(organization, "user");
        slow.slow(organization, "payment");
        slow.quick(organization, "user");
        boolean still = slow.now().contains(organization);

        // When
        slow.quick(organization, "payment");

        // Then
        assertThat(still).isTrue();
        assertThat(slow.now()).isEmpty();
    }

    @Test
    void shouldForgetWhoeverIsNoLongerCalled() {
        // Given
        slow.slow(organization, "user");

        // When
        clock.addAndGet(Duration.ofMinutes(61).toNanos());

        // Then
        assertThat(slow.now()).isEmpty();
    }

    @Test
    void shouldKnowTheLatestThousand() {
        // Given
        slow.slow(organization, "user");

        // When
        for (int i = 0; i < 1_000; i++) {
            slow.slow(UUID.randomUUID(), "user");
        }

        // Then
        assertThat(slow.now()).hasSize(1_000).doesNotContain(organization);
    }
}

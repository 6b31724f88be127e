package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LockedOrganizationsTest {

    private final AtomicLong now = new AtomicLong();
    private final LockedOrganizations locked = new LockedOrganizations(now::get);
    private final UUID organization = UUID.randomUUID();

    @Test
    void shouldRememberAnOrganizationForSomeSeconds() {
        // Given
        locked.add(organization);
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        boolean soon = locked.contains(organization);

        // When
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        // Then
        assertThat(soon).isTrue();
        assertThat(locked.contains(organization)).isFalse();
        assertThat(locked.contains(UUID.randomUUID())).isFalse();
    }

    @Test
    void shouldRememberTheLatestOnly() {
        // Given
        locked.add(organization);

        // When
        for (int i = 0; i < 1_000; i++) {
            locked.add(UUID.randomUUID());
        }

        // Then
        assertThat(locked.contains(organization)).isFalse();
    }
}

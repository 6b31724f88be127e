package io.atrium.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.time.Backoff;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogPausesTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();

    private final AtomicLong now = new AtomicLong();
    private final BacklogPauses pauses =
            new BacklogPauses(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4)), now::get);

    @Test
    void shouldDoubleThePauseUpToTheLongest() {
        for (long seconds : new long[] {1, 2, 4, 4}) {
            pauses.extend(ORGANIZATION, WaitReason.HEAD_LOCKED);
            now.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
            assertThat(pauses.isPaused(ORGANIZATION)).isTrue();
            now.addAndGet(1);
            assertThat(pauses.isPaused(ORGANIZATION)).isFalse();
        }
    }

    @Test
    void shouldTryAtOnceWhatHasJustBeenStored() {
        pauses.begin(ORGANIZATION, WaitReason.HEAD_LOCKED);

        assertThat(pauses.isPaused(ORGANIZATION)).isFalse();
    }

    @Test
    void shouldNotShortenAPauseForMoreChanges() {
        pauses.extend(ORGANIZATION, WaitReason.HEAD_LOCKED);

        pauses.begin(ORGANIZATION, WaitReason.BEHIND_OTHERS);

        assertThat(pauses.isPaused(ORGANIZATION)).isTrue();
    }

    @Test
    void shouldBeginAnewOnceNothingWaits() {
        pauses.extend(ORGANIZATION, WaitReason.HEAD_LOCKED);
        pauses.extend(ORGANIZATION, WaitReason.HEAD_LOCKED);

        pauses.end(ORGANIZATION);
        pauses.extend(ORGANIZATION, WaitReason.CHAIN_REFUSES);
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(pauses.isPaused(ORGANIZATION)).isFalse();
    }

    @Test
    void shouldRememberABoundedNumberOfOrganizations() {
        pauses.extend(ORGANIZATION, WaitReason.HEAD_LOCKED);
        for (int i = 0; i < 10_000; i++) {
            pauses.begin(UUID.randomUUID(), WaitReason.BEHIND_OTHERS);
        }

        assertThat(pauses.isPaused(ORGANIZATION)).isFalse();
    }
}

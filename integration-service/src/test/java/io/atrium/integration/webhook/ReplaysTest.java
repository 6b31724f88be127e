package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplaysTest {

    private final UUID organization = UUID.randomUUID();
    private final Replays replays = new Replays(new SmallRyeConfigBuilder()
            .withMapping(WebhookConfig.class)
            .withDefaultValue("integration.webhook.replay-bytes", "2000")
            .build()
            .getConfigMapping(WebhookConfig.class));

    @Test
    void shouldTakeTheFirstEventsWithinTheBytes() {
        // Given
        List<EndedEvent> events = List.of(event(1000), event(1000), event(1));

        // When
        List<EndedEvent> taken = replays.within(10, events);

        // Then
        assertThat(taken).isEqualTo(events.subList(0, 2));
    }

    @Test
    void shouldTakeOneEventWhateverItsSize() {
        List<EndedEvent> events = List.of(event(5000), event(1));

        assertThat(replays.within(10, events)).isEqualTo(events.subList(0, 1));
    }

    @Test
    void shouldTakeNoMoreThanAskedFor() {
        List<EndedEvent> events = List.of(event(1), event(1), event(1));

        assertThat(replays.within(2, events)).isEqualTo(events.subList(0, 2));
    }

    @Test
    void shouldRefuseASecondReplayOfAnOrganizationAlone() {
        // Given
        Cancellable first = replays.alone(organization, () -> Uni.createFrom().nothing())
                .subscribe()
                .with(done -> {});

        // When
        Uni<Integer> second = replays.alone(organization, () -> Uni.createFrom().item(1));
        Uni<Integer> other =
                replays.alone(UUID.randomUUID(), () -> Uni.createFrom().item(2));

        // Then
        assertThatThrownBy(() -> second.await().indefinitely())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        assertThat(other.await().indefinitely()).isEqualTo(2);
        first.cancel();
        assertThat(second.await().indefinitely()).isEqualTo(1);
    }

    private static EndedEvent event(long bytes) {
        return new EndedEvent(UUID.randomUUID(), Instant.EPOCH, "chain", bytes);
    }
}

package io.atrium.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Integer> asked = new ArrayList<>();

    @Test
    void shouldGoOnAfterTheLastKeyUntilABatchIsNotFull() {
        Batches.walk(0, 10, last -> below(last, 10, 25)).await().atMost(PATIENCE);

        assertThat(asked).containsExactly(0, 10, 20);
    }

    @Test
    void shouldAskOnceMoreAfterAFullLastBatch() {
        Batches.walk(0, 10, last -> below(last, 10, 20)).await().atMost(PATIENCE);

        assertThat(asked).containsExactly(0, 10, 20);
    }

    /** One batch inside the other would end the thread's stack. */
    @Test
    void shouldGoThroughAnyNumberOfBatches() {
        Batches.walk(0, 1, last -> below(last, 1, 100_000)).await().atMost(PATIENCE);

        assertThat(asked).hasSize(100_001);
    }

    @Test
    void shouldEndWithTheFirstFailure() {
        Uni<Void> walk = Batches.walk(
                0,
                1,
                last -> last == 3 ? Uni.createFrom().failure(new IllegalStateException("broken")) : below(last, 1, 10));

        assertThatThrownBy(() -> walk.await().atMost(PATIENCE)).hasMessage("broken");
        assertThat(asked).containsExactly(0, 1, 2);
    }

    @Test
    void shouldGoOnAfterAnItemThatFails() {
        // Given
        List<Integer> worked = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();

        // When
        int failures = Batches.eachAlone(
                        List.of(1, 2, 3, 4),
                        item -> {
                            if (item == 2) {
                                throw new IllegalArgumentException("broken");
                            }
                            return item == 3
                                    ? Uni.createFrom().failure(new IllegalStateException("broken"))
                                    : Uni.createFrom().voidItem().invoke(() -> worked.add(item));
                        },
                        (item, failure) -> failed.add(item))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(worked).containsExactly(1, 4);
        assertThat(failed).containsExactly(2, 3);
        assertThat(failures).isEqualTo(2);
    }

    @Test
    void shouldEndWithAnOutage() {
        // Given
        List<Integer> begun = new ArrayList<>();

        // When
        Uni<Integer> work = Batches.eachAlone(
                List.of(1, 2),
                item -> {
                    begun.add(item);
                    return Uni.createFrom().failure(new java.net.ConnectException("refused"));
                },
                (item, failure) -> begun.add(-item));

        // Then
        assertThatThrownBy(() -> work.await().atMost(PATIENCE)).hasRootCauseMessage("refused");
        assertThat(begun).containsExactly(1);
    }

    @Test
    void shouldWorkItemsInOrder() {
        List<Integer> worked = new ArrayList<>();

        Batches.inOrder(List.of(1, 2, 3), item -> Uni.createFrom().voidItem().invoke(() -> worked.add(item)))
                .await()
                .atMost(PATIENCE);

        assertThat(worked).containsExactly(1, 2, 3);
    }

    private Uni<List<Integer>> below(int last, int size, int end) {
        asked.add(last);
        return Uni.createFrom()
                .item(IntStream.range(last + 1, Math.min(last + size, end) + 1)
                        .boxed()
                        .toList());
    }
}

package io.atrium.kit.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareBesideOthersTest {

    private static final Duration ACTIVITY = Duration.ofSeconds(1);
    private static final int ALONE = 4;
    private static final int BESIDE_OTHERS = 2;

    private final AtomicLong now = new AtomicLong();
    private final FairTurns<Item> turns =
            new FairTurns<>(10, new ShareLimit(ALONE, BESIDE_OTHERS, ACTIVITY), 20, group -> false, now::get);

    private record Item(Share share, int number) implements FairTurns.Taker {}

    @Test
    void shouldLetAGroupHoldMoreWhileItIsAlone() {
        long begun = begun("a", 6);

        assertThat(begun).isEqualTo(ALONE);
    }

    @Test
    void shouldLetAGroupHoldLessWhileAnotherIsActive() {
        // Given
        turns.take(item("b", 0));

        // When
        long begun = begun("a", 6);

        // Then
        assertThat(begun).isEqualTo(BESIDE_OTHERS);
    }

    @Test
    void shouldNotServeAGroupThatHoldsMoreThanItMayBesideOthers() {
        // Given
        begun("a", 6);
        turns.take(item("b", 0));

        // When
        List<List<Item>> served = IntStream.range(0, ALONE)
                .mapToObj(number -> turns.give(item("a", number).share()))
                .toList();

        // Then
        assertThat(served).containsExactly(List.of(), List.of(), List.of(item("a", 4)), List.of(item("a", 5)));
    }

    @Test
    void shouldServeAllThatFitsWhenTheOthersAreActiveNoMore() {
        // Given
        turns.take(item("b", 0));
        begun("a", 6);
        now.addAndGet(ACTIVITY.toNanos());

        // When
        List<Item> served = turns.give(item("a", 0).share());

        // Then
        assertThat(served).containsExactly(item("a", 2), item("a", 3), item("a", 4));
    }

    @Test
    void shouldCountTheOtherWhoWasActiveBeforeTheLast() {
        // Given
        turns.take(item("a", 0));
        turns.take(item("b", 0));

        // When
        long begun = begun("b", 3);

        // Then
        assertThat(begun).isEqualTo(BESIDE_OTHERS - 1);
    }

    private long begun(String group, int items) {
        return IntStream.range(0, items)
                .filter(number -> turns.take(item(group, number)).begins())
                .count();
    }

    private static Item item(String group, int number) {
        return new Item(new Share(group, "member"), number);
    }
}

package io.atrium.kit.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.fairness.FairTurns.Taken;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairTurnsTest {

    private final FairTurns<Item> turns = new FairTurns<>(3, ShareLimit.of(2), 4, "own"::equals, () -> 0);

    private record Item(Share share, int number) implements FairTurns.Taker {}

    @Test
    void shouldLetAGroupHoldItsShare() {
        Item first = item("a", 1);

        assertThat(turns.take(first).begins()).isTrue();
        assertThat(turns.take(item("a", 2)).begins()).isTrue();
        assertThat(turns.take(item("a", 3)).begins()).isFalse();
        assertThat(turns.take(item("b", 1)).begins()).isTrue();
        assertThat(turns.waiting()).isEqualTo(1);
    }

    @Test
    void shouldGiveAFreedPlaceToTheGroupWhoseTurnItIs() {
        List.of("c", "d", "e").forEach(group -> turns.take(item(group, 1)));
        IntStream.range(0, 2).forEach(number -> turns.take(item("a", number)));
        turns.take(item("b", 0));

        List<Item> first = turns.give(item("c", 1).share());
        List<Item> second = turns.give(item("d", 1).share());
        List<Item> third = turns.give(item("e", 1).share());

        assertThat(List.of(first, second, third))
                .containsExactly(List.of(item("a", 0)), List.of(item("b", 0)), List.of(item("a", 1)));
    }

    @Test
    void shouldServeSeveralWhenPlacesHadBeenKeptForOthers() {
        IntStream.range(0, 4).forEach(number -> turns.take(item("a", number)));
        turns.take(item("b", 0));

        List<Item> served = turns.give(item("a", 0).share());

        assertThat(served).containsExactly(item("a", 2));
        assertThat(turns.give(item("b", 0).share())).isEmpty();
        assertThat(turns.give(item("a", 1).share())).containsExactly(item("a", 3));
    }

    @Test
    void shouldDisplaceWhoeverHasMostWaiting() {
        IntStream.range(0, 4).forEach(number -> turns.take(item("a", number)));

        Taken<Item> taken = turns.take(item("a", 4));

        assertThat(taken.begins()).isFalse();
        assertThat(taken.displaced()).isEqualTo(item("a", 4));
        assertThat(turns.waiting()).isEqualTo(2);
    }

    @Test
    void shouldForgetWhatWaitsNoMore() {
        IntStream.range(0, 3).forEach(number -> turns.take(item("a", number)));

        assertThat(turns.forget(item("a", 2))).isTrue();
        assertThat(turns.forget(item("a", 2))).isFalse();
        assertThat(turns.give(item("a", 0).share())).isEmpty();
    }

    @Test
    void shouldNotLimitAGroupThatHasNoShare() {
        IntStream.range(0, 3)
                .forEach(number ->
                        assertThat(turns.take(item("own", number)).begins()).isTrue());

        assertThat(turns.take(item("own", 3)).begins()).isFalse();
    }

    private static Item item(String group, int number) {
        return new Item(new Share(group, "member"), number);
    }
}

package io.atrium.kit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedAmountTest {

    private final SharedAmount<String> amount = SharedAmount.halved(10);

    @Test
    void shouldLetAnOwnerHoldItsShare() {
        assertThat(amount.take("a", 5)).isTrue();

        assertThat(amount.take("a", 1)).isFalse();
        assertThat(amount.take("b", 5)).isTrue();
        assertThat(amount.take("c", 1)).isFalse();
        assertThat(amount.held()).isEqualTo(10);
    }

    @Test
    void shouldTakeNothingWhenThereIsNoRoom() {
        amount.take("a", 3);

        assertThat(amount.take("a", 3)).isFalse();

        assertThat(amount.take("a", 2)).isTrue();
        assertThat(amount.held()).isEqualTo(5);
    }

    @Test
    void shouldHaveRoomForWhatWasGivenBack() {
        amount.take("a", 5);

        amount.give("a", 2);

        assertThat(amount.hasRoom("a", 2)).isTrue();
        assertThat(amount.hasRoom("a", 3)).isFalse();
        assertThat(amount.held()).isEqualTo(3);
    }

    @Test
    void shouldMoveWhatTheOtherHasRoomFor() {
        amount.take("a", 3);
        amount.take("b", 3);

        assertThat(amount.move("a", "b", 3)).isFalse();
        assertThat(amount.move("a", "b", 2)).isTrue();

        assertThat(amount.held()).isEqualTo(6);
        assertThat(amount.hasRoom("a", 1)).isTrue();
        assertThat(amount.hasRoom("b", 1)).isFalse();
    }

    @Test
    void shouldLeavePartOfItToOthersHoweverManyTakeWhatTheyCan() {
        // Given
        SharedAmount<String> large = SharedAmount.halved(120);

        // When
        List<String> owners = List.of("a", "b", "c");
        IntStream.range(0, 120).forEach(round -> owners.forEach(owner -> large.take(owner, 1)));

        // Then
        assertThat(large.held()).isEqualTo(90);
        assertThat(large.take("d", 30)).isTrue();
    }

    @Test
    void shouldLetAnOwnerAloneComeToItsShare() {
        // Given
        SharedAmount<String> large = new SharedAmount<>(120, 90);

        // When
        long taken = IntStream.range(0, 120).filter(one -> large.take("a", 1)).count();

        // Then
        assertThat(taken).isEqualTo(90);
    }

    @Test
    void shouldGrantAnOwnerAloneMoreThanABound() {
        // When
        SharedAmount.Bound exceeded = amount.takeOrAlone("a", 20);

        // Then
        assertThat(exceeded).isEqualTo(SharedAmount.Bound.NONE);
        assertThat(amount.takeOrAlone("a", 1)).isEqualTo(SharedAmount.Bound.SHARE);
        assertThat(amount.takeOrAlone("b", 1)).isEqualTo(SharedAmount.Bound.TOTAL);
    }

    @Test
    void shouldRefuseAShareThatIsMoreThanAll() {
        assertThatThrownBy(() -> new SharedAmount<String>(3, 4)).hasMessageContaining("from 1 to the total, 3");
    }
}

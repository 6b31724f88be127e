package io.atrium.kit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(amount.hasRoom("a", 4)).isTrue();
        assertThat(amount.hasRoom("b", 1)).isFalse();
    }

    @Test
    void shouldRefuseAShareThatIsMoreThanAll() {
        assertThatThrownBy(() -> new SharedAmount<String>(3, 4)).hasMessageContaining("from 1 to the total, 3");
    }
}

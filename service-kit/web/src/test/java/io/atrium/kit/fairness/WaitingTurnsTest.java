package io.atrium.kit.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.kit.fairness.WaitingTurns.Limits;
import io.atrium.kit.fairness.WaitingTurns.Refusal;
import io.atrium.kit.fairness.WaitingTurns.Turn;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WaitingTurnsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldBeginAtOnceWithinTheShareAndLaterBeyondIt() {
        // Given
        WaitingTurns turns = turns(4, LONG);
        Turn first = enter(turns, "a", "1");
        enter(turns, "a", "2");
        enter(turns, "a", "3");
        enter(turns, "b", "4");
        assertThat(begun).containsExactly("1", "2", "4");

        // When
        first.leave();

        // Then
        await().untilAsserted(() -> assertThat(begun).containsExactly("1", "2", "4", "3"));
        assertThat(turns.held()).isEqualTo(3);
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void shouldRefuseWhatTheQueueHasNoRoomFor() {
        // Given
        WaitingTurns turns = turns(2, LONG);
        List.of("1", "2", "3").forEach(name -> enter(turns, "a", name));

        // When
        enter(turns, "a", "4");

        // Then
        assertThat(refused).containsExactly("4 QUEUE_FULL");
        assertThat(turns.refused()).isEqualTo(1);
        assertThat(turns.waiting()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhoeverHasMostWaitingInFavourOfAnother() {
        // Given
        WaitingTurns turns = new WaitingTurns(VERTX, new Limits(1, 1, 4, LONG));
        List.of("1", "2", "3").forEach(name -> enter(turns, "a", name));
        List.of("4", "5").forEach(name -> enter(turns, "b", name));

        // When
        enter(turns, "c", "6");

        // Then
        await().untilAsserted(() -> assertThat(refused).hasSize(1));
        assertThat(refused).containsAnyOf("3 QUEUE_FULL", "5 QUEUE_FULL");
        assertThat(turns.waiting()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatHasWaitedForTooLong() {
        // Given
        WaitingTurns turns = turns(4, Duration.ofMillis(20));
        enter(turns, "a", "1");
        enter(turns, "a", "2");

        // When
        Turn late = enter(turns, "a", "3");

        // Then
        await().untilAsserted(() -> assertThat(refused).containsExactly("3 TOO_LATE"));
        late.leave();
        assertThat(turns.held()).isEqualTo(2);
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void shouldBeginNothingThatWasLeftBefore() {
        // Given
        WaitingTurns turns = turns(4, LONG);
        Turn first = enter(turns, "a", "1");
        enter(turns, "a", "2");
        Turn gone = enter(turns, "a", "3");
        gone.leave();

        // When
        first.leave();

        // Then
        assertThat(enter(turns, "a", "4").isHeld()).isTrue();
        assertThat(begun).containsExactly("1", "2", "4");
    }

    @Test
    void shouldGiveAPlaceBackOnce() {
        // Given
        WaitingTurns turns = turns(4, LONG);
        Turn first = enter(turns, "a", "1");
        enter(turns, "a", "2");
        first.leave();

        // When
        first.leave();

        // Then
        assertThat(turns.held()).isEqualTo(1);
    }

    @Test
    void shouldAskForNoPlaceWhenItWasLeftBefore() {
        // Given
        WaitingTurns turns = turns(4, LONG);
        Turn left = turns.turn(new Share("a", "member"), turn -> begun.add("1"), why -> refused.add("1"));
        left.leave();

        // When
        left.enter();

        // Then
        assertThat(begun).isEmpty();
        assertThat(turns.held()).isZero();
    }

    /** Three places, two of them for one group. */
    private static WaitingTurns turns(int maxWaiting, Duration patience) {
        return new WaitingTurns(VERTX, new Limits(3, 2, maxWaiting, patience));
    }

    private Turn enter(WaitingTurns turns, String group, String name) {
        Turn turn = turns.turn(
                new Share(group, "member"), now -> begun.add(name), (Refusal why) -> refused.add(name + " " + why));
        turn.enter();
        return turn;
    }
}

package io.atrium.kit.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BodyBudget budget =
            new BodyBudget(new BodyPools(new BodyPool(100, 25), new BodyPool(0, 0)), registry);

    @Test
    void shouldLetNobodyTakeMoreThanTheirShare() {
        try (BodyBudget.Lease own = budget.open("a");
                BodyBudget.Lease second = budget.open("a");
                BodyBudget.Lease other = budget.open("b")) {
            assertThat(own.take(20)).isTrue();
            assertThat(second.take(6)).isFalse();
            assertThat(second.take(5)).isTrue();
            assertThat(other.take(25)).isTrue();
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void shouldBoundWhatAllHoldAndCountWhatIsRefused() {
        for (String owner : new String[] {"a", "b", "c", "d"}) {
            assertThat(budget.open(owner).take(25)).isTrue();
        }

        assertThat(budget.open("e").take(1)).isFalse();

        assertThat(budget.used()).isEqualTo(100);
        assertThat(registry.get("atrium.http.body.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldGiveBackOnceHoweverOftenItIsClosed() {
        BodyBudget.Lease lease = budget.open("a");
        lease.take(25);
        BodyBudget.Lease other = budget.open("b");
        other.take(10);

        lease.close();
        lease.close();
        lease.give(5);

        assertThat(lease.take(1)).isFalse();
        assertThat(budget.used()).isEqualTo(10);
    }

    @Test
    void shouldCountTheLargerBufferAloneWhileOneIsCopied() {
        // Given
        BodyBudget.Lease lease = budget.open("a");
        lease.resize(0, 10);
        lease.resized(0, 10);

        // When
        boolean fits = lease.resize(10, 25);

        // Then
        assertThat(fits).isTrue();
        assertThat(budget.used()).isEqualTo(25);
        lease.resized(10, 25);
        lease.resize(25, 5);
        assertThat(budget.used()).isEqualTo(25);
        lease.resized(25, 5);
        assertThat(budget.used()).isEqualTo(5);
    }

    @Test
    void shouldKeepTheReserveForSmallBodies() {
        // Given
        BodyBudget reserving =
                new BodyBudget(new BodyPools(new BodyPool(40_000, 40_000), new BodyPool(20_000, 10_000)), registry);
        reserving.open("a").take(40_000);

        // When
        boolean large = reserving.open("b").announce(BodyBudget.SMALL + 1L);
        boolean small = reserving.open("b").take(10_000);
        boolean beyondShare = reserving.open("b").take(1);

        // Then
        assertThat(large).isFalse();
        assertThat(small).isTrue();
        assertThat(beyondShare).isFalse();
        assertThat(reserving.used()).isEqualTo(50_000);
    }

    @Test
    void shouldMoveABodyOutOfTheReserveWhenItGrows() {
        // Given
        BodyBudget reserving =
                new BodyBudget(new BodyPools(new BodyPool(40_000, 40_000), new BodyPool(20_000, 20_000)), registry);
        BodyBudget.Lease other = reserving.open("a");
        other.take(40_000);
        BodyBudget.Lease growing = reserving.open("b");
        growing.take(10_000);

        // When
        boolean withoutRoom = growing.take(10_000);
        other.close();
        boolean withRoom = growing.take(10_000);

        // Then
        assertThat(withoutRoom).isFalse();
        assertThat(withRoom).isTrue();
        assertThat(reserving.open("c").take(20_000)).isTrue();
        assertThat(reserving.used()).isEqualTo(40_000);
        growing.close();
        assertThat(reserving.used()).isEqualTo(20_000);
    }

    @Test
    void shouldEndTheOldestBodyOfWhoeverHoldsMost() {
        // Given
        List<String> ended = new ArrayList<>();
        BodyBudget four = new BodyBudget(new BodyPools(new BodyPool(100, 60), new BodyPool(0, 0)), registry);
        receiving(four, "a", 15, () -> ended.add("a"));
        receiving(four, "b", 25, () -> ended.add("first of b"));
        BodyBudget.Lease second = receiving(four, "b", 25, () -> ended.add("second of b"));
        receiving(four, "c", 35, () -> ended.add("c"));

        // When
        boolean taken = four.open("d").take(20);

        // Then
        assertThat(taken).isTrue();
        assertThat(ended).containsExactly("first of b");
        assertThat(second.received()).isTrue();
        assertThat(four.used()).isEqualTo(95);
        assertThat(registry.get("atrium.http.body.displaced").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldEndNoBodyOfOwnersThatHoldNoMore() {
        // Given
        List<String> ended = new ArrayList<>();
        receiving(budget, "a", 25, () -> ended.add("a"));
        receiving(budget, "b", 25, () -> ended.add("b"));
        receiving(budget, "c", 25, () -> ended.add("c"));
        receiving(budget, "d", 25, () -> ended.add("d"));

        // When
        boolean taken = budget.open("e").take(25);

        // Then
        assertThat(taken).isFalse();
        assertThat(ended).isEmpty();
    }

    @Test
    void shouldEndNoBodyThatHasArrived() {
        // Given
        BodyBudget.Lease arrived = null;
        for (String owner : new String[] {"a", "b", "c", "d"}) {
            arrived = receiving(budget, owner, 25, () -> {});
            arrived.received();
        }

        // When
        boolean taken = budget.open("e").take(1);

        // Then
        assertThat(taken).isFalse();
        assertThat(arrived.received()).isTrue();
    }

    @Test
    void shouldEndNothingWhenThatIsNotEnough() {
        // Given
        List<String> ended = new ArrayList<>();
        BodyBudget half = new BodyBudget(new BodyPools(new BodyPool(100, 100), new BodyPool(0, 0)), registry);
        half.open("a").take(90);
        receiving(half, "a", 10, () -> ended.add("a"));

        // When
        boolean taken = half.open("b").take(20);

        // Then
        assertThat(taken).isFalse();
        assertThat(ended).isEmpty();
        assertThat(half.used()).isEqualTo(100);
    }

    @Test
    void shouldHoldNothingForABodyThatWasEnded() {
        // Given
        BodyBudget.Lease ended = receiving(budget, "a", 25, () -> {});
        for (String owner : new String[] {"b", "c", "d"}) {
            receiving(budget, owner, 25, () -> {}).received();
        }

        // When
        budget.open("e").take(10);

        // Then
        assertThat(ended.received()).isFalse();
        assertThat(ended.take(1)).isFalse();
        ended.resized(25, 10);
        ended.close();
        assertThat(budget.used()).isEqualTo(85);
    }

    private static BodyBudget.Lease receiving(BodyBudget budget, String owner, int bytes, Runnable displaced) {
        BodyBudget.Lease lease = budget.open(owner);
        lease.receiving(displaced);
        assertThat(lease.take(bytes)).isTrue();
        return lease;
    }
}

package io.atrium.kit.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.budget.SharedAmount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BodyBudget budget = new BodyBudget(new SharedAmount<>(100, 25), registry);

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
}

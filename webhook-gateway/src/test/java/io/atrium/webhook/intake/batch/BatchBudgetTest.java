package io.atrium.webhook.intake.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.budget.SharedAmount;
import org.junit.jupiter.api.Test;

class BatchBudgetTest {

    private static final String ONE = "one";
    private static final String OTHER = "other";

    private final BatchBudget budget = new BatchBudget(new SharedAmount<>(100, 60));

    @Test
    void shouldLeaveOthersTheirShare() {
        BatchBudget.Lease first = budget.open(ONE);
        BatchBudget.Lease second = budget.open(ONE);

        assertThat(first.take(40)).isTrue();
        assertThat(second.take(21)).isFalse();
        assertThat(second.take(20)).isTrue();
        assertThat(budget.open(OTHER).take(40)).isTrue();
        assertThat(budget.open(OTHER).announce(1)).isFalse();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void shouldTakeBackWhatABatchHeldOnce() {
        BatchBudget.Lease lease = budget.open(ONE);
        lease.take(40);
        lease.give(15);

        lease.close();
        lease.close();

        assertThat(budget.used()).isZero();
        assertThat(lease.take(1)).isFalse();
        assertThat(budget.open(ONE).take(60)).isTrue();
    }

    @Test
    void shouldCountForAnotherOwnerWhatWasMoved() {
        // Given
        BatchBudget.Lease moved = budget.open(ONE);
        moved.take(40);

        // When
        boolean fits = moved.moveTo(OTHER);

        // Then
        assertThat(fits).isTrue();
        assertThat(budget.used()).isEqualTo(40);
        assertThat(budget.open(ONE).announce(60)).isTrue();
        assertThat(budget.open(OTHER).announce(21)).isFalse();
        BatchBudget.Lease second = budget.open(ONE);
        second.take(21);
        assertThat(second.moveTo(OTHER)).isFalse();
        moved.close();
        assertThat(second.moveTo(OTHER)).isTrue();
        second.close();
        assertThat(budget.used()).isZero();
        assertThat(budget.open(OTHER).take(60)).isTrue();
    }

    @Test
    void shouldCountBothBuffersWhileOneIsCopied() {
        // Given
        BatchBudget large = new BatchBudget(new SharedAmount<>(1_000_000, 1_000_000));
        BatchBudget.Lease lease = large.open(ONE);
        lease.resize(0, 1_000);
        lease.resized(0, 1_000);

        // When
        boolean fits = lease.resize(1_000, 3_000);

        // Then
        assertThat(fits).isTrue();
        assertThat(large.used()).isEqualTo(BatchBudget.BASE + 1_000 + 3_000);
        lease.resized(1_000, 3_000);
        assertThat(large.used()).isEqualTo(BatchBudget.BASE + 3_000);
    }
}

package io.atrium.kit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.budget.TenantBudget.Reservation;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantBudgetTest {
    private static final UUID MINE = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TenantBudget budget = new TenantBudget("bytes", "large answers", 100, 60, meters);

    @Test
    void shouldRefuseAnOrganizationBeyondItsShareAndAdmitOthers() {
        budget.reserve(MINE, 50);

        assertRefused(MINE, 20, ErrorCode.RATE_LIMITED);
        budget.reserve(THEIRS, 50);

        assertThat(budget.held()).isEqualTo(100);
        assertThat(meters.counter("bytes.refused", "bound", "organization").count())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseEverybodyBeyondTheTotal() {
        budget.reserve(MINE, 60);
        budget.reserve(THEIRS, 40);

        assertRefused(UUID.randomUUID(), 1, ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void shouldGrantAloneWhatIsLargerThanABound() {
        Reservation large = budget.reserve(MINE, 1000);

        assertRefused(THEIRS, 1, ErrorCode.SERVICE_UNAVAILABLE);
        large.release();

        budget.reserve(THEIRS, 1);
    }

    @Test
    void shouldNotLetTwoOrganizationsTakeAllOfIt() {
        // Given
        for (int i = 0; i < 10; i++) {
            reserveIfPossible(MINE, 10);
            reserveIfPossible(THEIRS, 10);
        }

        // When
        Reservation other = budget.reserve(UUID.randomUUID(), 20);

        // Then
        other.release();
        assertThat(budget.held()).isEqualTo(70);
    }

    @Test
    void shouldTakeEachReservationBackOnce() {
        Reservation first = budget.reserve(MINE, 30);
        budget.reserve(MINE, 30);

        first.release();
        first.release();

        assertThat(budget.held()).isEqualTo(30);
        assertThat(meters.get("bytes.held").gauge().value()).isEqualTo(30);
    }

    private void reserveIfPossible(UUID organization, long amount) {
        try {
            budget.reserve(organization, amount);
        } catch (ProblemException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        }
    }

    private void assertRefused(UUID organization, long amount, ErrorCode code) {
        assertThatThrownBy(() -> budget.reserve(organization, amount))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.retryAfter()).isPresent();
                });
    }
}

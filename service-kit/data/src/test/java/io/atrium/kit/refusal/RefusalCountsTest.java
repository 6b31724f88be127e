package io.atrium.kit.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.RefusedAccess;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final UUID organization = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final RefusalCounts counts = new RefusalCounts(MINUTE, 3, 5);

    @Test
    void shouldTellTheFirstAtOnceAndTheRestOnceAnInterval() {
        // Given
        counts.add(access(organization, user, "DELETE /a"), start);
        List<RefusalCounts.Refusals> first = counts.due(start, 10);
        for (int i = 1; i <= 1_000; i++) {
            counts.add(access(organization, user, "DELETE /a"), start.plusMillis(i));
        }

        // When
        List<RefusalCounts.Refusals> early = counts.due(start.plusSeconds(59), 10);
        List<RefusalCounts.Refusals> late = counts.due(start.plusSeconds(60), 10);

        // Then
        assertThat(first).extracting(RefusalCounts.Refusals::count).containsExactly(1L);
        assertThat(early).isEmpty();
        assertThat(late).extracting(RefusalCounts.Refusals::count).containsExactly(1_000L);
        assertThat(late.get(0).since()).isEqualTo(start.plusMillis(1));
        assertThat(late.get(0).until()).isEqualTo(start.plusMillis(1_000));
    }

    @Test
    void shouldForgetACallerWhoIsNoLongerRefused() {
        // Given
        counts.add(access(organization, user, "DELETE /a"), start);
        counts.due(start, 10);

        // When
        List<RefusalCounts.Refusals> nothing = counts.due(start.plus(MINUTE), 10);

        // Then
        assertThat(nothing).isEmpty();
        assertThat(counts.size()).isZero();
    }

    @Test
    void shouldCountAllThatExceedsAnOrganizationsShareAsOne() {
        // Given
        for (int i = 0; i < 50; i++) {
            counts.add(access(organization, UUID.randomUUID(), "DELETE /a"), start);
        }

        // When
        boolean room = counts.add(access(UUID.randomUUID(), user, "DELETE /a"), start);

        // Then
        assertThat(room).isTrue();
        assertThat(counts.due(start, 10))
                .extracting(RefusalCounts.Refusals::count)
                .containsExactlyInAnyOrder(1L, 1L, 1L, 47L, 1L);
    }

    @Test
    void shouldKeepNoMoreThanTheTotal() {
        // Given
        for (int i = 0; i < 5; i++) {
            counts.add(access(UUID.randomUUID(), user, "DELETE /a"), start);
        }

        // When
        boolean room = counts.add(access(UUID.randomUUID(), user, "DELETE /a"), start);

        // Then
        assertThat(room).isFalse();
        assertThat(counts.size()).isEqualTo(5);
    }

    @Test
    void shouldLeaveRoomForOthersBesideFewWithManyRefusedCallers() {
        // Given
        RefusalCounts full = new RefusalCounts(MINUTE, 10, 40);
        for (int loud = 0; loud < 4; loud++) {
            UUID one = UUID.randomUUID();
            for (int i = 0; i < 20; i++) {
                full.add(access(one, UUID.randomUUID(), "DELETE /a"), start);
            }
        }
        int before = full.size();

        // When
        boolean room = true;
        for (int i = 0; i < 10; i++) {
            room &= full.add(access(UUID.randomUUID(), user, "DELETE /a"), start);
        }

        // Then
        assertThat(before).isEqualTo(40);
        assertThat(room).isTrue();
        assertThat(full.size()).isLessThanOrEqualTo(40);
        assertThat(full.due(start, 100).stream()
                        .mapToLong(RefusalCounts.Refusals::count)
                        .sum())
                .isEqualTo(90);
    }

    @Test
    void shouldTellAgainWhatCouldNotBeTold() {
        // Given
        counts.add(access(organization, user, "DELETE /a"), start);
        RefusalCounts.Refusals untold = counts.due(start, 10).get(0);
        counts.add(access(organization, user, "DELETE /a"), start.plusSeconds(1));

        // When
        counts.putBack(untold);

        // Then
        assertThat(counts.due(start.plusSeconds(2), 10))
                .extracting(RefusalCounts.Refusals::count)
                .containsExactly(2L);
    }

    @Test
    void shouldTakeTurnsWhenThereIsMoreThanATurnTells() {
        // Given
        UUID other = UUID.randomUUID();
        counts.add(access(organization, user, "DELETE /a"), start);
        counts.add(access(organization, user, "DELETE /b"), start);
        counts.add(access(other, user, "DELETE /c"), start);
        counts.due(start, 2);
        counts.add(access(organization, user, "DELETE /a"), start);
        counts.add(access(organization, user, "DELETE /b"), start);

        // When
        List<RefusalCounts.Refusals> next = counts.due(start.plus(MINUTE), 1);

        // Then
        assertThat(next).extracting(refusals -> refusals.key().operation()).containsExactly("DELETE /c");
    }

    private static RefusedAccess access(UUID organization, UUID user, String operation) {
        Caller caller = new Caller(
                user,
                organization,
                organization,
                Role.USER,
                UUID.randomUUID(),
                new RequestInfo("192.0.2.7", "agent", "request"));
        return new RefusedAccess(caller, operation, "/a", "FORBIDDEN");
    }
}

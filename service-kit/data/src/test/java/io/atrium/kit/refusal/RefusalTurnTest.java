package io.atrium.kit.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.RefusedAccess;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Role;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalTurnTest {

    private final UUID failing = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final RefusalCounts counts = new RefusalCounts(Duration.ofMinutes(1), 10, 100);
    private final List<UUID> asked = new ArrayList<>();
    private final RefusalTurn turn = new RefusalTurn(counts, this::write);

    @Test
    void shouldGoOnWithTheNextOrganizationWhenAWriteFails() {
        // Given
        counts.add(access(failing, "DELETE /a"), start);
        counts.add(access(failing, "DELETE /b"), start);
        counts.add(access(other, "DELETE /a"), start);

        // When
        RefusalTurn.Result result = turn.tell(counts.due(start, 10)).await().indefinitely();

        // Then
        assertThat(asked).containsExactly(failing, other);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("no chain"));
        assertThat(counts.due(start.plusSeconds(1), 10))
                .extracting(refusals -> refusals.key().organizationId(), RefusalCounts.Refusals::count)
                .containsExactly(tuple(failing, 1L), tuple(failing, 1L));
    }

    @Test
    void shouldNameNoFailureWhenAllIsWritten() {
        counts.add(access(other, "DELETE /a"), start);

        RefusalTurn.Result result = turn.tell(counts.due(start, 10)).await().indefinitely();

        assertThat(result.failed()).isZero();
        assertThat(result.failure()).isEmpty();
    }

    private Uni<Void> write(RefusalCounts.Refusals refusals) {
        UUID organization = refusals.key().organizationId();
        asked.add(organization);
        return organization.equals(failing)
                ? Uni.createFrom().failure(new IllegalStateException("no chain"))
                : Uni.createFrom().voidItem();
    }

    private static RefusedAccess access(UUID organization, String operation) {
        Caller caller = new Caller(
                UUID.randomUUID(),
                organization,
                organization,
                Role.USER,
                UUID.randomUUID(),
                new RequestInfo("192.0.2.7", "agent", "request"));
        return new RefusedAccess(caller, operation, "/a", "FORBIDDEN");
    }
}

package io.atrium.kit.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Role;
import io.atrium.kit.event.EventEnvelope;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiCallsTest {
    private final UUID organization = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final List<EventEnvelope> sent = new ArrayList<>();
    private boolean brokerIsAway;

    private final ApiCalls calls = new ApiCalls(this::send, "some-service");

    @Test
    void shouldTellEachOrganizationsCallsInOneFact() {
        IntStream.range(0, 5).forEach(n -> calls.admitted(caller(organization, false)));
        calls.admitted(caller(other, false));

        calls.tell().await().indefinitely();

        assertThat(sent).hasSize(2).allSatisfy(fact -> {
            assertThat(fact.type()).isEqualTo("io.atrium.usage.recorded");
            assertThat(fact.source()).isEqualTo("/some-service");
            assertThat(fact.requireData().at("/dimensions/service").asText()).isEqualTo("some-service");
        });
        assertThat(count(organization)).isEqualTo(5);
        assertThat(count(other)).isEqualTo(1);
    }

    @Test
    void shouldTellNothingWhenNobodyCalled() {
        calls.admitted(caller(organization, false));
        calls.tell().await().indefinitely();

        calls.tell().await().indefinitely();

        assertThat(sent).hasSize(1);
    }

    @Test
    void shouldNotCountWhatAnOperatorDoes() {
        calls.admitted(caller(organization, true));

        calls.tell().await().indefinitely();

        assertThat(sent).isEmpty();
    }

    /** The broker may have had the first one: the same id lets the reader know. */
    @Test
    void shouldSendAFactAgainAsItIsUntilItIsAcknowledged() {
        calls.admitted(caller(organization, false));
        brokerIsAway = true;
        calls.tell().await().indefinitely();
        calls.admitted(caller(organization, false));
        calls.tell().await().indefinitely();
        brokerIsAway = false;

        calls.tell().await().indefinitely();
        calls.tell().await().indefinitely();

        assertThat(sent).extracting(EventEnvelope::id).hasSize(4);
        assertThat(sent.subList(0, 3))
                .extracting(EventEnvelope::id)
                .containsOnly(sent.get(0).id());
        assertThat(sent).extracting(ApiCallsTest::countOf).containsExactly(1, 1, 1, 1);
        assertThat(sent.get(3).id()).isNotEqualTo(sent.get(0).id());
    }

    private Uni<Void> send(UUID key, EventEnvelope fact) {
        assertThat(fact.organizationId()).isEqualTo(key);
        sent.add(fact);
        return brokerIsAway
                ? Uni.createFrom().failure(new IllegalStateException("away"))
                : Uni.createFrom().voidItem();
    }

    private int count(UUID of) {
        return sent.stream()
                .filter(fact -> of.equals(fact.organizationId()))
                .mapToInt(ApiCallsTest::countOf)
                .sum();
    }

    private static int countOf(EventEnvelope fact) {
        return Objects.requireNonNull(fact.data()).path("count").asInt();
    }

    private static Caller caller(UUID organization, boolean acting) {
        UUID home = acting ? UUID.randomUUID() : organization;
        return new Caller(
                UUID.randomUUID(), home, organization, Role.USER, UUID.randomUUID(), new RequestInfo(null, null, ""));
    }
}

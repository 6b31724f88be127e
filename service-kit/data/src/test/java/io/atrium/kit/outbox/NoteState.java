package io.atrium.kit.outbox;

import io.atrium.contracts.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state behind a compacted topic of the tests: what a test put there; it cannot be read for other keys. */
@ApplicationScoped
class NoteState implements CompactedState {

    private final Map<String, Object> states = new ConcurrentHashMap<>();

    void put(String key, Object state) {
        states.put(key, state);
    }

    @Override
    public String topic() {
        return Topics.ORGANIZATIONS;
    }

    @Override
    public Uni<Optional<OutboxMessage>> current(@Nullable UUID organizationId, String key) {
        Object state = states.get(key);
        return state == null
                ? Uni.createFrom().failure(new ArithmeticException("the state cannot be computed"))
                : Uni.createFrom()
                        .item(Optional.of(
                                OutboxMessage.of(topic(), key, "io.atrium.test", organizationId, key, state)));
    }
}

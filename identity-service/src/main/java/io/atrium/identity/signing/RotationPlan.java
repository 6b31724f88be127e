package io.atrium.identity.signing;

import io.atrium.contracts.SigningKeyState.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is due in the life of the keys. One step at a time of each kind; the next run finds what follows.
 *
 * @param create the status of the key to make, or null
 * @param moves keys that change their status, in the order to apply: the one that stops signing first
 * @param remove keys that nothing they signed outlives
 */
record RotationPlan(@Nullable Status create, List<Move> moves, List<SigningKeyRow> remove) {

    record Move(SigningKeyRow key, Status to) {}

    static RotationPlan of(List<SigningKeyRow> keys, Duration publishedFor, Duration activeFor, Duration retiringFor) {
        Optional<SigningKeyRow> active = find(keys, Status.ACTIVE);
        Optional<SigningKeyRow> published = find(keys, Status.PUBLISHED);
        List<SigningKeyRow> remove = keys.stream()
                .filter(key -> key.status() == Status.RETIRING && key.age().compareTo(retiringFor) >= 0)
                .toList();
        if (active.isEmpty()) {
            return published
                    .map(key -> new RotationPlan(null, List.of(new Move(key, Status.ACTIVE)), remove))
                    .orElseGet(() -> new RotationPlan(Status.ACTIVE, List.of(), remove));
        }
        Duration signedFor = active.get().age();
        if (published.isEmpty()) {
            boolean due = signedFor.compareTo(activeFor.minus(publishedFor)) >= 0;
            return new RotationPlan(due ? Status.PUBLISHED : null, List.of(), remove);
        }
        List<Move> moves = new ArrayList<>();
        if (signedFor.compareTo(activeFor) >= 0 && published.get().isKnownFor(publishedFor)) {
            moves.add(new Move(active.get(), Status.RETIRING));
            moves.add(new Move(published.get(), Status.ACTIVE));
        }
        return new RotationPlan(null, List.copyOf(moves), remove);
    }

    boolean isEmpty() {
        return create == null && moves.isEmpty() && remove.isEmpty();
    }

    private static Optional<SigningKeyRow> find(List<SigningKeyRow> keys, Status status) {
        return keys.stream().filter(key -> key.status() == status).findFirst();
    }
}

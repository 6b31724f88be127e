package io.atrium.kit.database;

import io.smallrye.mutiny.CompositeException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A failure, what caused it, and all of what a composite one holds. */
final class Causes {
    private static final int MOST = 64;

    private Causes() {}

    static Stream<Throwable> of(Throwable failure) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        Stream.Builder<Throwable> causes = Stream.builder();
        while (!open.isEmpty() && found.size() < MOST) {
            Throwable next = open.poll();
            if (!found.add(next)) {
                continue;
            }
            causes.add(next);
            if (next instanceof CompositeException composite) {
                open.addAll(composite.getCauses());
            } else if (next.getCause() != null) {
                open.add(next.getCause());
            }
        }
        return causes.build();
    }

    static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }
}

package io.atrium.kit.database;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reads a table in the order of a key, in batches. */
public final class Batches {

    private Batches() {}

    /**
     * Runs a batch after the first key, then after the last key of each batch, until one is not full. It is no deeper
     * after a million batches than after one.
     *
     * @param size of a full batch
     * @param batch does what is to be done after a key, and answers the keys that it found, in order
     */
    public static <K> Uni<Void> walk(K first, int size, Function<K, Uni<List<K>>> batch) {
        return Uni.createFrom().deferred(() -> {
            AtomicReference<K> last = new AtomicReference<>(first);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> batch.apply(last.get()).invoke(keys -> {
                        if (!keys.isEmpty()) {
                            last.set(keys.get(keys.size() - 1));
                        }
                    }))
                    .whilst(keys -> keys.size() >= size)
                    .onItem()
                    .ignoreAsUni();
        });
    }

    /**
     * Works each item after the one before has ended, when the items are of several organizations: one that fails is told,
     * and the next goes on. An outage, which every item would meet, ends it.
     *
     * @param failed is told of each item that failed
     * @return how many failed
     */
    public static <T> Uni<Integer> eachAlone(
            List<T> items, Function<T, Uni<Void>> work, BiConsumer<T, Throwable> failed) {
        return Uni.createFrom().deferred(() -> {
            AtomicInteger failures = new AtomicInteger();
            return inOrder(
                            items,
                            item -> Uni.createFrom()
                                    .deferred(() -> work.apply(item))
                                    .onFailure(failure -> !Outages.isOutage(failure))
                                    .invoke(failure -> {
                                        failures.incrementAndGet();
                                        failed.accept(item, failure);
                                    })
                                    .onFailure(failure -> !Outages.isOutage(failure))
                                    .recoverWithNull())
                    .map(done -> failures.get());
        });
    }

    /** Works each item after the one before has ended. */
    public static <T> Uni<Void> inOrder(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .ignoreAsUni();
    }
}

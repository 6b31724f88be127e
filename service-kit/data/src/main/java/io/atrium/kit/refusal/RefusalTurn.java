package io.atrium.kit.refusal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is due, one after another. When a write fails, all of its organization that is left comes again, and the
 * other organizations are written.
 */
final class RefusalTurn {

    private final RefusalCounts counts;
    private final Function<RefusalCounts.Refusals, Uni<Void>> write;

    RefusalTurn(RefusalCounts counts, Function<RefusalCounts.Refusals, Uni<Void>> write) {
        this.counts = counts;
        this.write = write;
    }

    /**
     * What became of it.
     *
     * @param failed organizations of which a write failed
     * @param failure the first of them
     */
    record Result(int failed, Optional<Throwable> failure) {}

    Uni<Result> tell(List<RefusalCounts.Refusals> due) {
        Set<UUID> failed = new HashSet<>();
        AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(refusals -> tell(refusals, failed, first))
                .onItem()
                .ignoreAsUni()
                .map(done -> new Result(failed.size(), Optional.ofNullable(first.get())));
    }

    private Uni<Void> tell(
            RefusalCounts.Refusals refusals, Set<UUID> failed, AtomicReference<@Nullable Throwable> first) {
        UUID organization = refusals.key().organizationId();
        if (failed.contains(organization)) {
            counts.putBack(refusals);
            return Uni.createFrom().voidItem();
        }
        return write.apply(refusals)
                .onFailure()
                .invoke(failure -> {
                    counts.putBack(refusals);
                    failed.add(organization);
                    first.compareAndSet(null, failure);
                })
                .onFailure()
                .recoverWithNull();
    }
}

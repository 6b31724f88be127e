package io.atrium.kit.consumer;

import io.atrium.kit.time.Backoff;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries again, on the Vert.x context of the first try, after exponentially growing pauses with full jitter. */
final class Retries {
    private final Vertx vertx;
    private final Backoff backoff;
    private volatile boolean stopped;

    Retries(Vertx vertx, Backoff backoff) {
        this.vertx = vertx;
        this.backoff = backoff;
    }

    /** The service is shutting down; what was being tried will be delivered again after the start. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("Shutting down", null, false, false);
        }
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Tries until it succeeds, or fails by something that is not worth another try. It is no deeper after a million tries
     * than after one.
     */
    Uni<Void> retry(Supplier<Uni<Void>> work, Predicate<Throwable> isWorthIt, Consumer<Throwable> onFailure) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            AtomicInteger failures = new AtomicInteger();
            return Multi.createBy()
                    .repeating()
                    .uni(() -> attempt(work, isWorthIt).call(failure -> {
                        failure.ifPresent(onFailure);
                        return failure.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : pause(context, failures.getAndIncrement());
                    }))
                    .whilst(Optional::isPresent)
                    .onItem()
                    .ignoreAsUni();
        });
    }

    /** What it failed by, when that is worth another try; nothing when it succeeded. */
    private Uni<Optional<Throwable>> attempt(Supplier<Uni<Void>> work, Predicate<Throwable> isWorthIt) {
        if (stopped) {
            return Uni.createFrom().failure(new Stopped());
        }
        return Uni.createFrom()
                .deferred(work::get)
                .replaceWith(Optional.<Throwable>empty())
                .onFailure(failure -> !(failure instanceof Stopped) && isWorthIt.test(failure))
                .recoverWithItem(Optional::of);
    }

    /** One pause, as after so many failures, that ends on the caller's Vert.x context. */
    Uni<Void> pause(int failures) {
        return Uni.createFrom().deferred(() -> pause(Vertx.currentContext(), failures));
    }

    private Uni<Void> pause(@Nullable Context context, int failures) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(delay(failures + 1), timer -> {
                    if (context == null) {
                        emitter.complete(null);
                    } else {
                        context.runOnContext(ignored -> emitter.complete(null));
                    }
                }));
    }

    private long delay(int failures) {
        return Math.max(1, backoff.withFullJitter(failures).toMillis());
    }
}

package io.atrium.kit.consumer;

import io.atrium.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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

    Uni<Void> retry(Supplier<Uni<Void>> work, Predicate<Throwable> isWorthIt, Consumer<Throwable> onFailure) {
        return attempt(work, isWorthIt, onFailure, Vertx.currentContext(), 0);
    }

    private Uni<Void> attempt(
            Supplier<Uni<Void>> work,
            Predicate<Throwable> isWorthIt,
            Consumer<Throwable> onFailure,
            @Nullable Context context,
            int failures) {
        if (stopped) {
            return Uni.createFrom().failure(new Stopped());
        }
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(failure -> !(failure instanceof Stopped) && isWorthIt.test(failure))
                .recoverWithUni(failure -> {
                    onFailure.accept(failure);
                    return pause(context, failures)
                            .chain(() -> attempt(work, isWorthIt, onFailure, context, failures + 1));
                });
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

package io.atrium.identity.compute;

import io.atrium.kit.fairness.FairQueue;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind of work may be under way at once, in all and for one group. Nothing waits here. When there is no
 * place, the rules of a {@link FairQueue} say whose work ends with {@code SERVICE_UNAVAILABLE}: the newcomer's, before it
 * has taken a connection from anybody, or work under way, which is cancelled.
 */
public final class Places {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final FairQueue<Work<?>> underWay;
    private final Counter refused;

    public Places(String name, int most, int mostOfGroup, MeterRegistry registry) {
        this.underWay = new FairQueue<>(most, mostOfGroup);
        this.refused = Counter.builder("atrium.compute.turned.away")
                .description("Work that was refused or cancelled because too much of its kind was under way")
                .tag("kind", name)
                .register(registry);
        Gauge.builder("atrium.compute.under.way", this, Places::total)
                .description("Work under way")
                .tag("kind", name)
                .register(registry);
    }

    /** Does the work in a place of its share, which it gives back however it ends. */
    public <T> Uni<T> within(Share share, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return Uni.createFrom().emitter(emitter -> begin(new Work<>(share, emitter, context), work));
        });
    }

    private <T> void begin(Work<T> newcomer, Supplier<Uni<T>> work) {
        Work<?> displaced = enter(newcomer);
        if (displaced != null) {
            refused.increment();
            displaced.refuse();
        }
        if (displaced != newcomer) {
            newcomer.emitter.onTermination(() -> end(newcomer));
            newcomer.start(work);
        }
    }

    private synchronized @Nullable Work<?> enter(Work<?> newcomer) {
        return underWay.offer(newcomer.share, newcomer);
    }

    private void end(Work<?> work) {
        leave(work);
        work.cancel();
    }

    private synchronized void leave(Work<?> work) {
        underWay.finish(work.share, work);
    }

    private synchronized int total() {
        return underWay.size();
    }

    /** One piece of work, for whoever waits for it. */
    private final class Work<T> {

        private final Share share;
        private final UniEmitter<? super T> emitter;
        private final @Nullable Context context;
        private @Nullable Cancellable running;
        private boolean cancelled;

        private Work(Share share, UniEmitter<? super T> emitter, @Nullable Context context) {
            this.share = share;
            this.emitter = emitter;
            this.context = context;
        }

        private void start(Supplier<Uni<T>> work) {
            Cancellable begun = Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(
                            emitter.context(),
                            item -> {
                                leave(this);
                                emitter.complete(item);
                            },
                            failure -> {
                                leave(this);
                                emitter.fail(failure);
                            });
            if (isCancelledWith(begun)) {
                begun.cancel();
            }
        }

        private synchronized boolean isCancelledWith(Cancellable begun) {
            running = begun;
            return cancelled;
        }

        private void cancel() {
            Cancellable begun;
            synchronized (this) {
                cancelled = true;
                begun = running;
            }
            if (begun != null) {
                begun.cancel();
            }
        }

        /** On the context that waits for it, where it is another one's that makes room. */
        private void refuse() {
            if (context == null || context == Vertx.currentContext()) {
                fail();
            } else {
                context.runOnContext(nothing -> fail());
            }
        }

        private void fail() {
            cancel();
            emitter.fail(new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Too many requests at once; try again.")
                    .withRetryAfter(RETRY_AFTER));
        }
    }
}

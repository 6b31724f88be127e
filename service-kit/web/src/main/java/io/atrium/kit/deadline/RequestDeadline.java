package io.atrium.kit.deadline;

import io.atrium.kit.http.HttpConfig;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request that takes too long: its work is cancelled, as when the client had gone, and the answer is 503 with a
 * {@code Retry-After}. A transaction that has begun goes on to its own end, so that no connection is lost.
 */
@ApplicationScoped
public class RequestDeadline {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Duration usual;
    private final Counter exceeded;

    RequestDeadline(Vertx vertx, HttpConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.usual = config.requestDeadline();
        this.exceeded = Counter.builder("atrium.http.deadline.exceeded")
                .description("Requests that were ended because they took too long")
                .register(registry);
    }

    /** How long an operation may take. */
    Duration of(@Nullable Deadline own) {
        return own == null ? usual : Duration.ofSeconds(own.seconds());
    }

    /** The timer runs on the request's own context, so that what is cancelled is not running at that moment. */
    <T> Uni<T> within(Uni<T> work, Duration longest) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicReference<@Nullable Cancellable> running = new AtomicReference<>();
            long timer = vertx.setTimer(Math.max(1, longest.toMillis()), late -> {
                exceeded.increment();
                emitter.fail(tooLong());
            });
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                Cancellable begun = running.get();
                if (begun != null) {
                    begun.cancel();
                }
            });
            running.set(work.subscribe().with(emitter.context(), emitter::complete, emitter::fail));
        });
    }

    private static ProblemException tooLong() {
        return new ProblemException(
                        ErrorCode.SERVICE_UNAVAILABLE, "This takes too long at the moment; try again later.")
                .withRetryAfter(RETRY_AFTER);
    }
}

package io.atrium.kit.tenancy;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that goes on to its end when nobody waits for it any more. A client that closes its connection cancels what its
 * request waits for, between any two statements or in the middle of one; a transaction cut off there leaves a session
 * that is closed while it works, and a connection whose state nobody knows.
 */
final class Uninterrupted {

    private static final Logger LOG = Logger.getLogger(Uninterrupted.class);

    private Uninterrupted() {}

    /**
     * Runs the work once for each subscription; a cancellation reaches the subscriber, never the work.
     *
     * @param work is told whether the subscriber has cancelled, so that it need not begin
     */
    static <T> Uni<T> run(Function<BooleanSupplier, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicBoolean abandoned = new AtomicBoolean();
            emitter.onTermination(() -> abandoned.set(true));
            work.apply(abandoned::get)
                    .subscribe()
                    .with(
                            emitter.context(),
                            item -> {
                                if (abandoned.get()) {
                                    LOG.debug("Committed a transaction after its request was cancelled");
                                } else {
                                    emitter.complete(item);
                                }
                            },
                            failure -> {
                                if (abandoned.get()) {
                                    LOG.debugf(
                                            "Rolled back a transaction after its request was cancelled: %s", failure);
                                } else {
                                    emitter.fail(failure);
                                }
                            });
        });
    }

    /** The work, or a failure that rolls back what stands ready for it, when nobody waits any more. */
    static <T> Uni<T> unless(BooleanSupplier abandoned, Supplier<Uni<T>> work) {
        return abandoned.getAsBoolean() ? Uni.createFrom().failure(new AbandonedException()) : work.get();
    }

    /** The caller went away before the first statement. */
    private static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbandonedException() {
            super("nothing had begun", null, false, false);
        }
    }
}

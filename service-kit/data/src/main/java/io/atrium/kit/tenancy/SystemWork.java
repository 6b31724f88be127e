package io.atrium.kit.tenancy;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Work that a request starts but that belongs to the system: it does not use the request or its caller. */
public final class SystemWork {

    private SystemWork() {}

    /**
     * Runs the work on a Vert.x context of its own and answers on the request's. A request that is cancelled cancels the
     * work.
     *
     * @throws IllegalStateException when the calling thread has no Vert.x context
     */
    public static <T> Uni<T> outsideRequest(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context request = Vertx.currentContext();
            if (request == null) {
                throw new IllegalStateException("There is no Vert.x context");
            }
            Context own = VertxContext.createNewDuplicatedContext(request);
            AtomicReference<Cancellable> subscription = new AtomicReference<>();
            emitter.onTermination(() -> own.runOnContext(ignored -> {
                Cancellable begun = subscription.get();
                if (begun != null) {
                    begun.cancel();
                }
            }));
            own.runOnContext(ignored -> subscription.set(work.get()
                    .subscribe()
                    .with(
                            item -> request.runOnContext(answer -> emitter.complete(item)),
                            failure -> request.runOnContext(answer -> emitter.fail(failure)))));
        });
    }
}

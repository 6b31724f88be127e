package io.atrium.kit.tenancy;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Hibernate Reactive works on a duplicated Vert.x context alone. A request is on one already; a consumer, a timer or a
 * test is given one of its own.
 */
@ApplicationScoped
class SafeContext {

    private final Vertx vertx;

    SafeContext(Vertx vertx) {
        this.vertx = vertx;
    }

    <T> Uni<T> call(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (VertxContext.isOnDuplicatedContext() && Context.isOnEventLoopThread()) {
                VertxContextSafetyToggle.setContextSafe(Vertx.currentContext(), true);
                return work.get();
            }
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            return Uni.createFrom()
                    .emitter(emitter -> context.runOnContext(
                            ignored -> work.get().subscribe().with(emitter::complete, emitter::fail)));
        });
    }
}

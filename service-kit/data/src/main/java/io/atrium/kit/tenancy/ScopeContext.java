package io.atrium.kit.tenancy;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The scope that is open on the current duplicated Vert.x context, that is, on this request. */
final class ScopeContext {

    private static final Object KEY = new Object();

    private ScopeContext() {}

    /** @param reading whether it is open for reading alone */
    private record Open(TenantScope scope, boolean reading) {}

    static @Nullable TenantScope current() {
        Open open = open();
        return open == null ? null : open.scope();
    }

    /** Whether what is open is open for reading alone. */
    static boolean isReading() {
        Open open = open();
        return open != null && open.reading();
    }

    static void open(Context context, TenantScope scope, boolean reading) {
        context.putLocal(KEY, new Open(scope, reading));
    }

    static void close(Context context) {
        context.removeLocal(KEY);
    }

    private static @Nullable Open open() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(KEY) : null;
    }
}

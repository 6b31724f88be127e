package io.atrium.kit.tenancy;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The scope of the transaction that is open on the current duplicated Vert.x context, that is, on this request. */
final class ScopeContext {

    private static final String KEY = TenantScope.class.getName();

    private ScopeContext() {}

    static @Nullable TenantScope current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(KEY) : null;
    }

    static void open(Context context, TenantScope scope) {
        context.putLocal(KEY, scope);
    }

    static void close(Context context) {
        context.removeLocal(KEY);
    }
}

package io.atrium.kit.tenancy;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The scope that is open on the current duplicated Vert.x context, that is, on this request. */
final class ScopeContext {

    private static final Object KEY = new Object();

    private ScopeContext() {}

    /** How a scope is worked in. */
    enum Access {
        SESSION_WRITE,
        SESSION_READ,
        SQL_WRITE,
        SQL_READ
    }

    private record Open(
            TenantScope scope, Access access, @Nullable String traceParent) {}

    static @Nullable TenantScope current() {
        Open open = open();
        return open == null ? null : open.scope();
    }

    /** The trace in which the current scope was opened. */
    static @Nullable String traceParent() {
        Open open = open();
        return open == null ? null : open.traceParent();
    }

    /** Whether what is open is open for reading alone. */
    static boolean isReading() {
        Open open = open();
        return open != null && (open.access() == Access.SESSION_READ || open.access() == Access.SQL_READ);
    }

    /** Whether a session of Hibernate works in what is open. */
    static boolean hasSession() {
        Open open = open();
        return open != null && (open.access() == Access.SESSION_READ || open.access() == Access.SESSION_WRITE);
    }

    static void open(Context context, TenantScope scope, Access access, @Nullable String traceParent) {
        context.putLocal(KEY, new Open(scope, access, traceParent));
    }

    static void close(Context context) {
        context.removeLocal(KEY);
    }

    private static @Nullable Open open() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(KEY) : null;
    }
}

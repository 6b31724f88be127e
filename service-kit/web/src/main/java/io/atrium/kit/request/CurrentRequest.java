package io.atrium.kit.request;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The current request, from its own Vert.x context, which Vert.x creates for each request. */
public final class CurrentRequest {

    private static final Object KEY = new Object();

    private CurrentRequest() {}

    /** Makes it the current one on its context; called once, when it begins. */
    public static void begin(RoutingContext request) {
        Context context = duplicated();
        if (context != null) {
            context.putLocal(KEY, request);
        }
    }

    /** Nothing outside of a request. */
    public static @Nullable RoutingContext find() {
        Context context = duplicated();
        return context == null ? null : context.getLocal(KEY);
    }

    /** A context that requests share holds nothing of one of them. */
    private static @Nullable Context duplicated() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context : null;
    }
}

package io.atrium.kit.caller;

import io.atrium.kit.problem.Problems;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Sees every answer 403 to somebody whose token is good, wherever in the request it was decided. */
@ApplicationScoped
class RefusalWatch {
    private static final int FORBIDDEN = 403;
    private static final String NO_ROUTE = "(no route)";

    private final Instance<RefusedAccessListener> listeners;

    RefusalWatch(Instance<RefusedAccessListener> listeners) {
        this.listeners = listeners;
    }

    void watch(RoutingContext routing, Caller caller) {
        if (!listeners.isUnsatisfied()) {
            routing.addEndHandler(ended -> {
                if (routing.response().getStatusCode() == FORBIDDEN) {
                    RefusedAccess access = access(routing, caller);
                    listeners.forEach(listener -> listener.refused(access));
                }
            });
        }
    }

    private static RefusedAccess access(RoutingContext routing, Caller caller) {
        String template = routing.get(Problems.TEMPLATE);
        String code = routing.get(Problems.CODE);
        String path = routing.request().path();
        return new RefusedAccess(
                caller,
                routing.request().method().name() + " " + (template == null ? NO_ROUTE : template),
                path == null ? "" : path,
                code == null ? "FORBIDDEN" : code);
    }
}

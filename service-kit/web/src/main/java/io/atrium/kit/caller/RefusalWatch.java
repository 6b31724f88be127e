package io.atrium.kit.caller;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.request.RequestKey;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Sees every answer 403 to somebody whose token is good, wherever in the request it was decided. */
@ApplicationScoped
class RefusalWatch {
    private static final int FORBIDDEN = 403;
    private static final String NO_ROUTE = "(no route)";
    private static final RequestKey<Caller> WATCHED = RequestKey.of("refusal-watch");

    private final Instance<RefusedAccessListener> listeners;

    RefusalWatch(Instance<RefusedAccessListener> listeners) {
        this.listeners = listeners;
    }

    /** A request is watched once: for who was told last, should the operation know better than its token. */
    void watch(RoutingContext routing, Caller caller) {
        if (listeners.isUnsatisfied()) {
            return;
        }
        boolean watched = WATCHED.isSet(routing);
        WATCHED.put(routing, caller);
        if (!watched) {
            routing.addEndHandler(ended -> tell(routing));
        }
    }

    private void tell(RoutingContext routing) {
        Caller caller = WATCHED.get(routing);
        if (caller != null && routing.response().getStatusCode() == FORBIDDEN) {
            RefusedAccess access = access(routing, caller);
            listeners.forEach(listener -> listener.refused(access));
        }
    }

    private static RefusedAccess access(RoutingContext routing, Caller caller) {
        String path = routing.request().path();
        return new RefusedAccess(
                caller,
                routing.request().method().name() + " " + Problems.TEMPLATE.getOrDefault(routing, NO_ROUTE),
                path == null ? "" : path,
                Problems.CODE.getOrDefault(routing, ErrorCode.FORBIDDEN).name());
    }
}

package io.atrium.kit.problem;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/** The path of the current operation with its parameters' names, as its resource declares it. */
final class PathTemplates {
    private PathTemplates() {}

    /** Leaves it under {@link Problems#TEMPLATE}, where what runs after the resource finds it. */
    static void keep(RoutingContext context) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        RuntimeResource target = request == null ? null : request.getTarget();
        if (target != null) {
            String prefix = target.getClassPath() == null ? "" : target.getClassPath().template;
            String path = prefix + target.getPath().template;
            Problems.TEMPLATE.put(
                    context, path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        }
    }
}

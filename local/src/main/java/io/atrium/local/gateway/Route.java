package io.atrium.local.gateway;

import io.atrium.local.topology.RouteRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row of the gateway's table.
 *
 * @param methods the methods it takes; empty: all. GET includes HEAD, and a service answers OPTIONS
 * @param target the upstream's path where it differs from the public one
 * @param maxBodyBytes the largest request body it lets through
 */
public record Route(PathPattern path, Set<String> methods, String service, Optional<String> target, long maxBodyBytes) {

    private static final Set<String> ANY =
            new TreeSet<>(Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"));

    public Route {
        methods = Set.copyOf(methods);
    }

    static Route of(RouteRow row) {
        return new Route(
                PathPattern.of(row.path()), Set.copyOf(row.methods()), row.service(), row.target(), row.maxBodyBytes());
    }

    boolean matches(String method, List<String> segments) {
        return takes(method) && path.matches(segments);
    }

    /** What {@code Allow} says: every method for a route that leaves the choice to the service. */
    Set<String> allowed() {
        if (methods.isEmpty()) {
            return ANY;
        }
        Set<String> allowed = new TreeSet<>(methods);
        allowed.add("OPTIONS");
        if (methods.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private boolean takes(String method) {
        return methods.isEmpty() || allowed().contains(method);
    }
}

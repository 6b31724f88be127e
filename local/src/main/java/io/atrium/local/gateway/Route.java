package io.atrium.local.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the gateway's table.
 *
 * @param methods the methods it takes; empty: all. GET includes HEAD
 * @param target the upstream's path where it differs from the public one
 * @param maxBodyBytes the largest request body it lets through
 */
public record Route(PathPattern path, Set<String> methods, String service, Optional<String> target, long maxBodyBytes) {

    public Route {
        methods = Set.copyOf(methods);
    }

    boolean matches(String method, List<String> segments) {
        return takes(method) && path.matches(segments);
    }

    private boolean takes(String method) {
        return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }
}

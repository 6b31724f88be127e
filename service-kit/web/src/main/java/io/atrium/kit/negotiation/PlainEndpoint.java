package io.atrium.kit.negotiation;

import java.util.List;
import java.util.Set;

/**
 * A route for {@code GET} that is no resource: probes, metrics, pages. A bean of this type makes it known to
 * {@link HttpRules}.
 *
 * @param paths of the route; one with a slash at its end stands for all that is below too
 * @param produces types of replies; empty where the route chooses by itself
 */
public record PlainEndpoint(Set<String> paths, List<MediaType> produces) {
    public PlainEndpoint {
        paths = Set.copyOf(paths);
        produces = List.copyOf(produces);
    }

    /** A slash at the end of what is requested does not count. */
    boolean matches(String requested) {
        String path = requested.endsWith("/") ? requested.substring(0, requested.length() - 1) : requested;
        return paths.contains(path)
                || paths.stream().anyMatch(each -> each.endsWith("/") && (path + "/").startsWith(each));
    }
}

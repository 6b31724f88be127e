package io.atrium.local.gateway;

import io.atrium.local.topology.RouteRow;
import io.atrium.local.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The gateway's table, the routes of {@code deploy/topology.json}: the first route that matches wins. */
public record RouteTable(List<Route> routes) {

    /** What another layer could read as a different path: dot segments, doubled and encoded separators, controls. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|/\\.{1,2}(/|$)|\\\\|;|%(2[ef]|5c|3b|00|[01][0-9a-f]|7f)|[^\\x21-\\x7e]", Pattern.CASE_INSENSITIVE);

    public RouteTable {
        routes = List.copyOf(routes);
    }

    /** The deployment's table, as packaged with this program. */
    public static RouteTable ofDeployment() {
        return of(Topology.ofDeployment().routes());
    }

    static RouteTable of(List<RouteRow> rows) {
        return new RouteTable(rows.stream().map(Route::of).toList());
    }

    /** The services that something is routed to. */
    public Set<String> services() {
        return routes.stream().map(Route::service).collect(Collectors.toSet());
    }

    /** The route of a request, empty for what the gateway does not serve. */
    public Optional<Route> find(String method, String path) {
        if (!path.startsWith("/") || AMBIGUOUS.matcher(path).find()) {
            return Optional.empty();
        }
        List<String> segments = PathPattern.split(path);
        return routes.stream().filter(route -> route.matches(method, segments)).findFirst();
    }

    /** The methods that the table knows for a path; empty for a path that is not served at all. */
    public Set<String> allowed(String path) {
        if (!path.startsWith("/") || AMBIGUOUS.matcher(path).find()) {
            return Set.of();
        }
        List<String> segments = PathPattern.split(path);
        Set<String> allowed = new TreeSet<>();
        routes.stream()
                .filter(route -> route.path().matches(segments))
                .forEach(route -> allowed.addAll(route.allowed()));
        return allowed;
    }
}

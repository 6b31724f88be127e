package io.atrium.local.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The gateway's table, {@code deploy/gateway/routes.json}: the first route that matches wins. */
public record RouteTable(List<Route> routes, Set<String> services) {

    private static final String RESOURCE = "/deploy/gateway/routes.json";

    /** What another layer could read as a different path: dot segments, doubled and encoded separators, controls. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|/\\.{1,2}(/|$)|\\\\|;|%(2[ef]|5c|3b|00|[01][0-9a-f]|7f)|[^\\x21-\\x7e]", Pattern.CASE_INSENSITIVE);

    public RouteTable {
        routes = List.copyOf(routes);
        services = Set.copyOf(services);
    }

    /** The deployment's table, as packaged with this program. */
    public static RouteTable ofDeployment() {
        try (InputStream in = RouteTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("Not packaged: " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RouteTable parse(String json) {
        JsonObject table = new JsonObject(json);
        Set<String> services = table.getJsonObject("services").fieldNames();
        long maxBodyBytes = table.getLong("max_body_bytes");
        List<Route> routes = table.getJsonArray("routes").stream()
                .map(JsonObject.class::cast)
                .map(row -> route(row, maxBodyBytes))
                .toList();
        routes.stream()
                .filter(route -> !services.contains(route.service()))
                .findFirst()
                .ifPresent(route -> {
                    throw new IllegalArgumentException("No such service: " + route.service());
                });
        return new RouteTable(routes, services);
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

    private static Route route(JsonObject row, long defaultMaxBodyBytes) {
        Set<String> methods = new HashSet<>();
        row.getJsonArray("methods", new JsonArray()).forEach(method -> methods.add((String) method));
        return new Route(
                PathPattern.of(row.getString("path")),
                methods,
                row.getString("service"),
                Optional.ofNullable(row.getString("target")),
                row.getLong("max_body_bytes", defaultMaxBodyBytes));
    }
}

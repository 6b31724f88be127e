package io.atrium.local.topology;

import java.util.List;
import java.util.Optional;

/**
 * One row of the gateway's table, as written.
 *
 * @param path the public path: <code>{name}</code> is one segment, a last {@code **} any number of further ones
 * @param methods the methods it takes; empty: all
 * @param target the service's path where it differs from the public one
 * @param maxBodyBytes the largest request body it lets through
 */
public record RouteRow(String path, List<String> methods, String service, Optional<String> target, long maxBodyBytes) {

    public RouteRow {
        methods = List.copyOf(methods);
    }
}

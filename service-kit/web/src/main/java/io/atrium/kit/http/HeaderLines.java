package io.atrium.kit.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Headers that come in more than one line (RFC 9110, section 5.3). Where a header has one value, two lines contradict
 * each other: a proxy may judge by the one and the service by the other. Where a header is a list, its lines are one
 * list.
 */
final class HeaderLines {
    private static final List<String> SINGLE = List.of(
            "Authorization",
            "Content-Type",
            "Content-Length",
            "Idempotency-Key",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "Last-Event-ID",
            RequestEdge.REQUEST_ID_HEADER,
            "X-Organization-Id");
    private static final List<String> LISTS = List.of("If-Match", "If-None-Match");
    private static final String BEARER = "Bearer ";

    private HeaderLines() {}

    /** The name of a header of one value that the request brings twice, in two lines or joined by a proxy. */
    static Optional<String> repeated(HttpServerRequest request) {
        MultiMap headers = request.headers();
        for (String name : LISTS) {
            join(headers, name);
        }
        for (String name : SINGLE) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                return Optional.of(name);
            }
        }
        return hasTwoTokens(headers.get("Authorization")) ? Optional.of("Authorization") : Optional.empty();
    }

    /** A bearer token has no comma; other schemes have lists of parameters. */
    private static boolean hasTwoTokens(@Nullable String authorization) {
        return authorization != null
                && authorization.indexOf(',') >= 0
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** Who reads a header reads its first line. */
    private static void join(MultiMap headers, String name) {
        if (headers.contains(name)) {
            List<String> lines = headers.getAll(name);
            if (lines.size() > 1) {
                headers.set(name, String.join(", ", lines));
            }
        }
    }
}

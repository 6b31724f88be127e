package io.atrium.local.gateway;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which headers pass the gateway, in both directions (RFC 9110, section 7.6). What frames a message is never copied:
 * each side is framed anew from what was read.
 */
final class Headers {

    static final String CONTENT_LENGTH = "Content-Length";

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What only the gateway may say to a service. */
    private static final Set<String> GATEWAYS_OWN =
            Set.of("forwarded", "x-real-ip", "x-request-id", "host", "expect", "x-original-url", "x-rewrite-url");

    private Headers() {}

    /** Copies a request's headers for the upstream, without those that end here or that a client must not set. */
    static void copyRequest(MultiMap from, MultiMap to) {
        Set<String> ending = ending(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!ending.contains(name) && !GATEWAYS_OWN.contains(name) && !name.startsWith("x-forwarded-")) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Copies an upstream's reply headers for the client. */
    static void copyResponse(MultiMap from, MultiMap to) {
        Set<String> ending = ending(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!ending.contains(name) && !name.equals("x-request-id")) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** The length that a message announces; the guard has seen that there is one at most, and that it is a number. */
    static OptionalLong length(MultiMap headers) {
        String length = headers.get(CONTENT_LENGTH);
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    private static Set<String> ending(MultiMap headers) {
        Set<String> ending = new HashSet<>(OF_ONE_CONNECTION);
        for (String value : headers.getAll("Connection")) {
            for (String option : value.split(",", -1)) {
                ending.add(option.strip().toLowerCase(Locale.ROOT));
            }
        }
        return ending;
    }
}

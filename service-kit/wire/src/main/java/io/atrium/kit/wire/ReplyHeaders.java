package io.atrium.kit.wire;

import java.util.List;
import java.util.Map;

/** Headers that every reply begins with, whoever answers. */
public final class ReplyHeaders {

    public static final String REQUEST_ID = "X-Request-Id";
    public static final String PROBLEM_TYPE = "application/problem+json";

    /** In the order in which they are sent. */
    public static final List<Map.Entry<String, String>> SECURITY = List.of(
            Map.entry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Cache-Control", "no-store"));

    /** What a reply over TLS has besides: browsers stay on TLS for a year. */
    public static final Map.Entry<String, String> TRANSPORT_SECURITY =
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private ReplyHeaders() {}
}

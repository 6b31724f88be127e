package io.atrium.kit.http;

import io.atrium.kit.wire.ReplyHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * Headers that every reply begins with; a handler that serves pages or cacheable documents replaces them. Names and
 * values are kept as the bytes that go out.
 */
final class SecurityHeaders {
    private static final List<Header> ALWAYS = ReplyHeaders.SECURITY.stream()
            .map(header -> new Header(header.getKey(), header.getValue()))
            .toList();
    private static final Header TRANSPORT_SECURITY =
            new Header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private SecurityHeaders() {}

    static void set(HttpServerRequest request, HttpServerResponse response) {
        MultiMap headers = response.headers();
        for (Header header : ALWAYS) {
            headers.set(header.name, header.value);
        }
        if ("https".equals(request.scheme())) {
            headers.set(TRANSPORT_SECURITY.name, TRANSPORT_SECURITY.value);
        }
    }

    private record Header(CharSequence name, CharSequence value) {
        Header(String name, String value) {
            this(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }
    }
}

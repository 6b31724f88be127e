package io.atrium.kit.http;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Bodies of the API come as they are: one with a Content-Encoding is answered 415 and what is supported (RFC 9110,
 * 12.5.3 and 15.5.16), not read as if it had none.
 */
@ApplicationScoped
class ContentEncodingGate {

    /** After the request has its id and its headers. */
    private static final int PRIORITY = 990;

    private static final String IDENTITY = "identity";

    void register(@Observes Filters filters) {
        filters.register(ContentEncodingGate::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        boolean plain = context.request().headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase(IDENTITY));
        if (plain) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        Problems.write(context, ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without a Content-Encoding.");
    }
}

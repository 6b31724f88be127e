package io.atrium.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads a body whose length was not announced before its resource does, so that one over the limit fails with 413
 * like any other request. Left to itself, Quarkus answers a bare 413 in the middle of reading.
 */
@ApplicationScoped
public class ChunkedBodies {
    /** After authentication and authorization (200 and 100): nothing is kept for a caller who is refused anyway. */
    private static final int PRIORITY = 50;

    private final BodyHandler reader;

    public ChunkedBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.reader = BodyHandler.create(false).setBodyLimit(maxBody.asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            context.next();
        } else {
            // What comes after the answer may have no end.
            context.addEndHandler(ended -> UnreadBody.discard(request));
            reader.handle(context);
        }
    }
}

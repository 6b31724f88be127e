package io.atrium.webhook.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets the page at {@code /docs} run its own scripts and styles and call the platform it documents, and nothing else:
 * every other reply of the platform forbids all of it.
 */
@Singleton
final class DocumentationHeaders {

    private static final String PATH = "/docs";
    /** After the filter that gives every reply its strict headers. */
    private static final int PRIORITY = 900;

    /** The page carries its start-up script and some styles inside. */
    private static final String POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(DocumentationHeaders::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        String path = context.request().path();
        if (path != null && path.startsWith(PATH)) {
            MultiMap headers = context.response().headers();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Cache-Control", "no-cache");
        }
        context.next();
    }
}

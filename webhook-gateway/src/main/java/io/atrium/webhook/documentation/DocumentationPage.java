package io.atrium.webhook.documentation;

import io.atrium.kit.negotiation.PlainEndpoint;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * The page at {@code /docs} and what belongs to it, which Quarkus serves: makes it known to the rules of HTTP, and
 * lets it run its own scripts and styles and call the platform it documents, and nothing else:
 * every other reply of the platform forbids all of it.
 */
@Singleton
final class DocumentationPage {

    private static final String PATH = "/docs";
    /** After the filter that gives every reply its strict headers. */
    private static final int PRIORITY = 900;

    /** The page carries its start-up script and some styles inside. */
    private static final String POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Produces
    @Singleton
    static PlainEndpoint endpoint() {
        return new PlainEndpoint(Set.of(PATH + "/"), List.of());
    }

    void register(@Observes Filters filters) {
        filters.register(DocumentationPage::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        String path = context.request().path();
        if (path != null && (path.equals(PATH) || path.startsWith(PATH + "/"))) {
            MultiMap headers = context.response().headers();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Cache-Control", "no-cache");
        }
        context.next();
    }
}

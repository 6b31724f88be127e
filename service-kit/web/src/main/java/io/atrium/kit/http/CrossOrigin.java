package io.atrium.kit.http;

import io.atrium.kit.address.PublicAddress;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * CORS (the Fetch standard): only the origins of {@code CORS_ORIGINS} are allowed, by exact comparison. Credentials
 * are bearer tokens that a script adds itself, so cookies are not allowed. Without the setting no reply has CORS
 * headers, and browsers block the replies; with it, a request of another origin is answered with 403.
 */
@ApplicationScoped
public class CrossOrigin {
    private static final int PRIORITY = 300;
    private static final int PREFLIGHT_SECONDS = 600;

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final Set<String> REQUEST_HEADERS = Set.of(
            "Accept",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "X-Organization-Id",
            "X-Request-Id");
    private static final Set<String> REPLY_HEADERS = Set.of(
            "Allow",
            "ETag",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "WWW-Authenticate",
            "X-Request-Id");

    private final Set<String> origins = new HashSet<>();

    /** @throws IllegalStateException when an origin is none */
    public CrossOrigin(
            @ConfigProperty(name = "atrium.cors.origins") Optional<List<String>> configured, PublicAddress address) {
        configured.orElse(List.of()).forEach(text -> origins.add(origin(URI.create(checked(text.strip())))));
        if (!origins.isEmpty()) {
            // A browser names the page's own origin too, when it sends a body.
            origins.add(origin(URI.create(address.base())));
        }
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            CorsHandler handler = CorsHandler.create()
                    .addOrigins(List.copyOf(origins))
                    .allowedMethods(METHODS)
                    .allowedHeaders(REQUEST_HEADERS)
                    .exposedHeaders(REPLY_HEADERS)
                    .maxAgeSeconds(PREFLIGHT_SECONDS);
            filters.register(handler, PRIORITY);
        }
    }

    private static String checked(String text) {
        try {
            URI uri = URI.create(text);
            boolean isOrigin = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && origin(uri).equals(text);
            if (isOrigin) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalStateException("CORS_ORIGINS lists origins such as https://app.example.com, not " + text);
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}

package io.atrium.kit.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps the {@code Cache-Control} of a resource in place of the default {@code no-store}. */
public class CacheControlFilter {

    @ServerResponseFilter
    public void filter(ContainerResponseContext response, RoutingContext context) {
        if (response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            context.response().headers().remove(HttpHeaders.CACHE_CONTROL);
        }
    }
}

package io.atrium.kit.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Lets a resource's own {@code Cache-Control} take the place of the {@code no-store} that every reply begins with. */
public class CacheControlFilter {

    @ServerResponseFilter
    public void filter(ContainerResponseContext response, RoutingContext context) {
        if (response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            context.response().headers().remove(HttpHeaders.CACHE_CONTROL);
        }
    }
}

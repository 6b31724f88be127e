package io.atrium.kit.address;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;

/**
 * Puts the public address into {@code Location} and {@code Content-Location}. JAX-RS resolves what a resource gives it
 * against the request's host, which is whatever the client wrote; an address elsewhere is left as it is.
 */
@Provider
public class LocationFilter implements ContainerResponseFilter {

    private static final List<String> HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_LOCATION);

    private final PublicAddress address;

    LocationFilter(PublicAddress address) {
        this.address = address;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        for (String name : HEADERS) {
            Object value = headers.getFirst(name);
            if (value != null) {
                headers.putSingle(name, location(value, request));
            }
        }
    }

    private String location(Object value, ContainerRequestContext request) {
        String text = value.toString();
        if (text.startsWith(address.base() + "/") || text.equals(address.base())) {
            return text;
        }
        URI uri = value instanceof URI given ? given : URI.create(text);
        if (uri.getRawAuthority() == null) {
            return address.resolve(rooted(uri)).toString();
        }
        URI own = request.getUriInfo().getBaseUri();
        boolean fromRequest = uri.getRawAuthority().equalsIgnoreCase(own.getRawAuthority());
        return fromRequest ? address.resolve(rooted(uri)).toString() : text;
    }

    private static String rooted(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return (path.startsWith("/") ? path : "/" + path)
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
    }
}

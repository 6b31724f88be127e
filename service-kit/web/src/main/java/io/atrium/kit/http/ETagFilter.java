package io.atrium.kit.http;

import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Sets the {@code ETag} of every reply whose body is {@link Versioned}, and answers 304 without the body to a GET whose
 * {@code If-None-Match} has it. Refuses preconditions that cannot be read; changes check them by {@link Preconditions}.
 */
@Provider
public class ETagFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** @throws ProblemException MALFORMED_REQUEST for what is no list of entity tags */
    @Override
    public void filter(ContainerRequestContext request) {
        requireReadable(request, HttpHeaders.IF_MATCH);
        requireReadable(request, HttpHeaders.IF_NONE_MATCH);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Versioned versioned) {
            String tag = ETags.of(versioned.version());
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
            if (isKnown(request, tag) && response.getStatus() == Status.OK.getStatusCode()) {
                response.setEntity(null);
                response.setStatusInfo(Status.NOT_MODIFIED);
            }
        }
    }

    private static boolean isKnown(ContainerRequestContext request, String tag) {
        String header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return header != null
                && READING.contains(request.getMethod())
                && EntityTags.parse(HttpHeaders.IF_NONE_MATCH, header).matches(tag);
    }

    private static void requireReadable(ContainerRequestContext request, String name) {
        String header = request.getHeaderString(name);
        if (header != null) {
            EntityTags.parse(name, header);
        }
    }
}

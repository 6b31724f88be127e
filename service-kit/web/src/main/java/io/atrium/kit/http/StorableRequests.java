package io.atrium.kit.http;

import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request of the JSON API with 422 when its body or query contains text that PostgreSQL cannot store. It
 * runs before the rules of fields, so that it also covers fields without a rule. The routes for webhooks do not use
 * it: the text of providers is stored as it came.
 */
@Provider
public class StorableRequests implements ReaderInterceptor {
    private static final String MESSAGE = "must not have the character NUL or half of a surrogate pair";

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isJson(context.getMediaType())) {
            byte[] body = context.getInputStream().readAllBytes();
            StorableText.unstorableField(body).ifPresent(StorableRequests::refuse);
            if (body.length > 0) {
                context.setInputStream(new ByteArrayInputStream(body));
            }
        }
        return context.proceed();
    }

    @ServerRequestFilter
    public void query(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        if (query == null || query.indexOf('%') < 0) {
            return;
        }
        MultivaluedMap<String, String> parameters = request.getUriInfo().getQueryParameters();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!StorableText.isStorable(parameter.getKey())) {
                refuse("");
            }
            if (!parameter.getValue().stream().allMatch(StorableText::isStorable)) {
                refuse(parameter.getKey());
            }
        }
    }

    private static void refuse(String field) {
        throw ProblemException.invalid(field, MESSAGE);
    }

    private static boolean isJson(@Nullable MediaType type) {
        if (type == null) {
            return false;
        }
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return subtype.equals("json") || subtype.endsWith("+json");
    }
}

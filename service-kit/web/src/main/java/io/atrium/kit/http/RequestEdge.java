package io.atrium.kit.http;

import io.atrium.kit.id.Ids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.request.CurrentRequest;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of every request. It creates the request id, sets it and the security headers on the reply, and
 * adds the id to the log. It refuses contradicting headers, and bodies whose announced length is too large, before a
 * byte of the body is read.
 */
@ApplicationScoped
public class RequestEdge {
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    private static final int PRIORITY = 1000;
    private static final int SHORTEST_ID = 8;
    private static final int LONGEST_ID = 64;
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(REQUEST_ID_HEADER);

    private final long maxBody;

    public RequestEdge(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        // A request that is routed again keeps its id and has lost its headers.
        if (!context.response().headers().contains(REQUEST_ID)) {
            MDC.put("request_id", begin(context));
        }
        Optional<String> repeated = HeaderLines.repeated(context.request());
        if (repeated.isPresent()) {
            context.response().putHeader("Connection", "close");
            Problems.write(
                    context, ErrorCode.MALFORMED_REQUEST, "There is more than one " + repeated.get() + " header.");
            return;
        }
        if (announcesTooMuch(context.request().getHeader("Content-Length"))) {
            context.response().putHeader("Connection", "close");
            Problems.write(context, ErrorCode.PAYLOAD_TOO_LARGE, "At most " + maxBody + " bytes are accepted.");
            return;
        }
        context.next();
    }

    /** Gives the request its id and the reply its first headers; for handlers that stand ahead of the filters. */
    public static String begin(RoutingContext context) {
        CurrentRequest.begin(context);
        String given = Problems.REQUEST_ID.get(context);
        String id = given == null ? id(context.request().getHeader(REQUEST_ID)) : given;
        Problems.REQUEST_ID.put(context, id);
        context.response().putHeader(REQUEST_ID, id);
        SecurityHeaders.set(context.request(), context.response());
        return id;
    }

    private boolean announcesTooMuch(@Nullable String length) {
        try {
            return length != null && Long.parseLong(length) > maxBody;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static String id(@Nullable String given) {
        return given != null && isGood(given) ? given : Ids.next().toString();
    }

    private static boolean isGood(String id) {
        if (id.length() < SHORTEST_ID || id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}

package io.atrium.kit.http;

import io.atrium.kit.id.Ids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of every request: gives it an id, puts the id and the security headers on the reply and the id into
 * the log, and refuses bodies that announce to be too large before a byte of them is read.
 */
@ApplicationScoped
public class RequestEdge {
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    private static final int PRIORITY = 1000;
    private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final long maxBody;

    public RequestEdge(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        if (context.get(Problems.REQUEST_ID) == null) {
            MDC.put("request_id", begin(context));
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
        String id = id(context.request().getHeader(REQUEST_ID_HEADER));
        context.put(Problems.REQUEST_ID, id);
        context.response().putHeader(REQUEST_ID_HEADER, id);
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
        return given != null && GOOD_ID.matcher(given).matches()
                ? given
                : Ids.next().toString();
    }
}

package io.atrium.kit.token;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets nothing under {@code /internal} pass without a service token, whatever route stands behind it. */
@ApplicationScoped
public class InternalGate {
    private static final int PRIORITY = 900;
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final String BEARER = "Bearer ";

    private final ServiceTokens tokens;

    public InternalGate(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        if (!isInternal(context.normalizedPath())) {
            context.next();
            return;
        }
        try {
            CallerContext.SERVICE.put(context, verified(context.request().getHeader("Authorization")));
        } catch (ProblemException e) {
            Problems.write(context, e);
            return;
        }
        context.next();
    }

    private String verified(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(ErrorCode.UNAUTHENTICATED, "A valid service token is required.");
        }
        return tokens.verify(authorization.substring(BEARER.length()).trim());
    }

    /** Matrix parameters and doubled slashes are taken out as the resource matching takes them out. */
    static boolean isInternal(String path) {
        String plain =
                SLASHES.matcher(MATRIX_PARAMETERS.matcher(path).replaceAll("")).replaceAll("/");
        return plain.regionMatches(true, 0, "/internal", 0, "/internal".length());
    }
}

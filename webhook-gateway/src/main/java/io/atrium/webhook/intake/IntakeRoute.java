package io.atrium.webhook.intake;

import io.atrium.kit.http.RequestEdge;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code POST /api/v1/webhooks/{source}/{organization_id}} as a plain route ahead of all filters: deliveries carry no
 * token, and the work that other requests need done for them would cost more than the delivery itself.
 */
@Singleton
final class IntakeRoute {

    private static final String PREFIX = "/api/v1/webhooks/";
    private static final int AHEAD_OF_FILTERS = Integer.MIN_VALUE + 100;

    private final WebhookIntake intake;

    IntakeRoute(WebhookIntake intake) {
        this.intake = intake;
    }

    void register(@Observes Router router) {
        router.route().order(AHEAD_OF_FILTERS).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String path = context.request().path();
        if (path == null || !path.startsWith(PREFIX)) {
            context.next();
            return;
        }
        int slash = path.indexOf('/', PREFIX.length());
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        if (slash < 0 || slash + 1 >= end || path.lastIndexOf('/', end - 1) != slash) {
            context.next();
            return;
        }
        RequestEdge.begin(context);
        if (!HttpMethod.POST.equals(context.request().method())) {
            context.request().resume();
            context.response().putHeader("Allow", "POST");
            Problems.write(context, ErrorCode.METHOD_NOT_ALLOWED, null);
            return;
        }
        intake.receive(context, path.substring(PREFIX.length(), slash), path.substring(slash + 1, end));
    }
}

package io.atrium.webhook.intake;

import io.atrium.kit.http.RequestEdge;
import io.atrium.kit.negotiation.ContentTypes;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code POST /api/v1/webhooks/{source}/{organization_id}} as a plain route ahead of all filters: deliveries carry no
 * token, and the work that other requests need done for them would cost more than the delivery itself.
 */
@Singleton
final class IntakeRoute {

    private static final String PREFIX = "/api/v1/webhooks/";
    private static final String ALLOW = "OPTIONS, POST";
    private static final String PLAIN_JSON = "application/json";
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
            answerOtherMethod(context);
            return;
        }
        try {
            checkContentType(context.request().headers().getAll(HttpHeaders.CONTENT_TYPE));
        } catch (ProblemException refused) {
            context.request().resume();
            Problems.write(context, refused);
            return;
        }
        intake.receive(context, path.substring(PREFIX.length(), slash), path.substring(slash + 1, end));
    }

    private static void answerOtherMethod(RoutingContext context) {
        context.request().resume();
        context.response().putHeader(HttpHeaders.ALLOW, ALLOW);
        if (HttpMethod.OPTIONS.equals(context.request().method())) {
            context.response().setStatusCode(204).end();
        } else {
            Problems.write(context, ErrorCode.METHOD_NOT_ALLOWED, null);
        }
    }

    /** Providers send what they send, or say nothing of it; what is said must name one type. */
    private static void checkContentType(List<String> values) {
        if (values.size() != 1 || !values.get(0).equals(PLAIN_JSON)) {
            ContentTypes.of(values);
        }
    }
}

package io.atrium.webhook.intake;

import io.atrium.kit.http.RequestEdge;
import io.atrium.kit.http.UnreadBody;
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
 * token, and the work that other requests need done for them would cost more than the delivery itself. GET is for
 * handshakes.
 */
@Singleton
public final class IntakeRoute {

    /** Where the routes of deliveries stand. */
    public static final int AHEAD_OF_FILTERS = Integer.MIN_VALUE + 100;

    private static final String ALLOW = "GET, HEAD, OPTIONS, POST";
    private static final String PLAIN_JSON = "application/json";

    private final WebhookIntake intake;
    private final Handshakes handshakes;

    IntakeRoute(WebhookIntake intake, Handshakes handshakes) {
        this.intake = intake;
        this.handshakes = handshakes;
    }

    void register(@Observes Router router) {
        router.route().order(AHEAD_OF_FILTERS).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        IntakePath path = IntakePath.of(context.request().path(), "");
        if (path == null) {
            context.next();
            return;
        }
        RequestEdge.begin(context);
        HttpMethod method = context.request().method();
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            handshakes.answer(context, path);
            return;
        }
        if (!HttpMethod.POST.equals(method)) {
            answerOtherMethod(context, ALLOW);
            return;
        }
        try {
            checkContentType(context.request().headers().getAll(HttpHeaders.CONTENT_TYPE));
        } catch (ProblemException refused) {
            Problems.write(context, refused);
            UnreadBody.discard(context.request());
            return;
        }
        if (Handshakes.isPosted(context.request())) {
            handshakes.answer(context, path);
        } else {
            intake.receive(context, path.source(), path.organizationId());
        }
    }

    /** Answers OPTIONS, and 405 to every other method that an address does not take. */
    public static void answerOtherMethod(RoutingContext context, String allow) {
        context.response().putHeader(HttpHeaders.ALLOW, allow);
        if (HttpMethod.OPTIONS.equals(context.request().method())) {
            context.response().setStatusCode(204).end();
        } else {
            Problems.write(context, ErrorCode.METHOD_NOT_ALLOWED, null);
        }
        UnreadBody.discard(context.request());
    }

    /** Providers send what they send, or say nothing of it; what is said must name one type. */
    private static void checkContentType(List<String> values) {
        if (values.size() != 1 || !values.get(0).equals(PLAIN_JSON)) {
            ContentTypes.of(values);
        }
    }
}

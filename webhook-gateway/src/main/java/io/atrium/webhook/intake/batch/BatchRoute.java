package io.atrium.webhook.intake.batch;

import io.atrium.kit.http.RequestEdge;
import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.webhook.intake.IntakePath;
import io.atrium.webhook.intake.IntakeRoute;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code POST /api/v1/webhooks/{source}/{organization_id}/batch}, ahead of all filters as single deliveries are. */
@Singleton
final class BatchRoute {

    private static final String SUFFIX = "/batch";
    private static final String ALLOW = "OPTIONS, POST";

    private final BatchIntake intake;

    BatchRoute(BatchIntake intake) {
        this.intake = intake;
    }

    void register(@Observes Router router) {
        router.route().order(IntakeRoute.AHEAD_OF_FILTERS + 1).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        IntakePath path = IntakePath.of(context.request().path(), SUFFIX);
        if (path == null) {
            context.next();
            return;
        }
        RequestEdge.begin(context);
        if (!HttpMethod.POST.equals(context.request().method())) {
            IntakeRoute.answerOtherMethod(context, ALLOW);
            return;
        }
        BatchForm form;
        try {
            form = BatchForm.of(context.request().headers().getAll(HttpHeaders.CONTENT_TYPE));
        } catch (ProblemException refused) {
            context.response().putHeader(HttpHeaders.ACCEPT, BatchForm.ACCEPTED);
            Problems.write(context, refused);
            UnreadBody.discard(context.request());
            return;
        }
        intake.receive(context, path, form);
    }
}

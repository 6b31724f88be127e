package io.atrium.mock.provider;

import io.atrium.mock.account.Account;
import io.atrium.mock.fault.FaultPlan;
import io.atrium.mock.fault.Faults;
import io.atrium.mock.json.MockException;
import io.atrium.mock.webhook.SendRequest;
import io.atrium.mock.webhook.WebhookTarget;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The control API: what a provider's own console would offer, and the switches that no provider has. */
final class ControlRoutes {

    private static final int MOST_RECORDS = 20_000;

    private final WebhookSender sender;

    ControlRoutes(WebhookSender sender) {
        this.sender = sender;
    }

    void mount(Router router) {
        router.post("/control/webhooks/targets").handler(this::register);
        router.get("/control/webhooks/targets").handler(this::targets);
        router.delete("/control/webhooks/targets/:source").handler(this::unregister);
        router.post("/control/webhooks/send").handler(this::send);
        router.put("/control/faults").handler(this::setFaults);
        router.get("/control/faults").handler(this::faults);
        router.delete("/control/faults").handler(this::clearFaults);
        router.put("/control/data").handler(this::resetData);
        router.get("/control/stats").handler(this::stats);
        router.delete("/control/stats").handler(this::clearStats);
        router.route("/control/*").handler(context -> context.fail(MockException.notFound()));
    }

    private record TargetRequest(
            @Nullable String url,
            @Nullable String secret,
            @Nullable String source) {}

    private record TargetResponse(String url, String source) {

        static TargetResponse of(WebhookTarget target) {
            return new TargetResponse(target.url(), target.source());
        }
    }

    private record DataRequest(
            @Nullable Integer count, @Nullable Boolean sameUpdatedAt) {

        DataRequest {
            if (count == null || count < 0 || count > MOST_RECORDS) {
                throw new IllegalArgumentException("count is between 0 and " + MOST_RECORDS);
            }
        }
    }

    private void register(RoutingContext context) {
        TargetRequest request = Replies.body(context, TargetRequest.class);
        WebhookTarget target;
        try {
            target = WebhookTarget.of(request.url(), request.secret(), request.source());
        } catch (IllegalArgumentException e) {
            throw MockException.badRequest(String.valueOf(e.getMessage()));
        }
        Replies.account(context).register(target);
        Replies.json(context, 201, TargetResponse.of(target));
    }

    private void targets(RoutingContext context) {
        List<TargetResponse> items = Replies.account(context).targets().stream()
                .map(TargetResponse::of)
                .toList();
        Replies.json(context, 200, Map.of("items", items));
    }

    private void unregister(RoutingContext context) {
        if (!Replies.account(context).unregister(context.pathParam("source"))) {
            throw MockException.notFound();
        }
        Replies.noContent(context);
    }

    private void send(RoutingContext context) {
        SendRequest request = Replies.body(context, SendRequest.class);
        sender.send(Replies.account(context), request)
                .onSuccess(report -> Replies.json(context, 200, report))
                .onFailure(context::fail);
    }

    private void setFaults(RoutingContext context) {
        FaultPlan plan = Replies.body(context, FaultPlan.class);
        Account account = Replies.account(context);
        Faults faults = plan.isForProvider() ? account.providerFaults() : account.faults();
        faults.set(plan);
        Replies.json(context, 200, plan);
    }

    private void faults(RoutingContext context) {
        Replies.json(context, 200, Replies.account(context).faultsInForce().current());
    }

    private void clearFaults(RoutingContext context) {
        Account account = Replies.account(context);
        boolean ofProvider = "provider".equals(context.request().getParam("scope"));
        (ofProvider ? account.providerFaults() : account.faults()).clear();
        Replies.noContent(context);
    }

    private void resetData(RoutingContext context) {
        DataRequest request = Replies.body(context, DataRequest.class);
        int count = request.count() == null ? 0 : request.count();
        Replies.account(context).records().reset(count, Boolean.TRUE.equals(request.sameUpdatedAt()));
        Replies.noContent(context);
    }

    private void stats(RoutingContext context) {
        Account account = Replies.account(context);
        Replies.json(context, 200, account.counters().snapshot(account.records().size()));
    }

    private void clearStats(RoutingContext context) {
        Replies.account(context).counters().clear();
        Replies.noContent(context);
    }
}

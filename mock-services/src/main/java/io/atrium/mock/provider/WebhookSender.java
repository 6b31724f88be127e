package io.atrium.mock.provider;

import io.atrium.mock.account.Account;
import io.atrium.mock.fault.FaultPlan;
import io.atrium.mock.json.MockException;
import io.atrium.mock.record.Change;
import io.atrium.mock.webhook.Deliveries;
import io.atrium.mock.webhook.SendReport;
import io.atrium.mock.webhook.SendRequest;
import io.atrium.mock.webhook.Signing;
import io.atrium.mock.webhook.WebhookMessage;
import io.atrium.mock.webhook.WebhookTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Tells an account's targets of its changes, in the background or on order. */
final class WebhookSender {

    private static final long OVERTAKEN_MS = 300;

    private final Vertx vertx;
    private final Deliveries deliveries;

    WebhookSender(Vertx vertx, Deliveries deliveries) {
        this.vertx = vertx;
        this.deliveries = deliveries;
    }

    /** Sends a change to every target; returns at once. */
    void announce(Account account, Change change) {
        String type = account.provider().typeOf(change);
        List<WebhookTarget> targets = account.targets();
        if (type == null || targets.isEmpty()) {
            return;
        }
        WebhookMessage message = WebhookMessage.of(type, change);
        for (WebhookTarget target : targets) {
            FaultPlan plan = account.faultsInForce().nextDelivery();
            if (FaultPlan.on(plan.outOfOrder()) && change.record().version() % 2 == 1) {
                vertx.setTimer(OVERTAKEN_MS, timer -> deliver(account, target, message, plan));
            } else {
                deliver(account, target, message, plan);
            }
        }
    }

    /** Makes the changes that were ordered and sends them; the report comes when all have ended. */
    Future<SendReport> send(Account account, SendRequest request) {
        WebhookTarget target = target(account, request);
        List<String> types = types(account, request);
        return vertx.executeBlocking(() -> changes(account, request, types), false)
                .compose(messages -> deliveries.deliverAll(target, messages, request, account.counters()::webhook));
    }

    private static List<WebhookMessage> changes(Account account, SendRequest request, List<String> types) {
        int count = Objects.requireNonNull(request.count());
        boolean real = request.signing() == Signing.VALID;
        boolean reverse = false;
        List<WebhookMessage> messages = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            String type = types.get(n % types.size());
            Change change = real
                    ? account.records().apply(account.provider(), type)
                    : account.records().invent(type);
            WebhookMessage message = WebhookMessage.of(type, change);
            messages.add(message);
            FaultPlan plan = account.faultsInForce().nextDelivery();
            if (FaultPlan.on(plan.duplicates())) {
                messages.add(message);
            }
            reverse |= FaultPlan.on(plan.outOfOrder());
        }
        if (reverse) {
            Collections.reverse(messages);
        }
        return messages;
    }

    private void deliver(Account account, WebhookTarget target, WebhookMessage message, FaultPlan plan) {
        for (int copy = 0; copy < (FaultPlan.on(plan.duplicates()) ? 2 : 1); copy++) {
            deliveries.deliver(target, message, Signing.VALID, Deliveries.MAX_ATTEMPTS, account.counters()::webhook);
        }
    }

    private static WebhookTarget target(Account account, SendRequest request) {
        List<WebhookTarget> targets = account.targets();
        return targets.stream()
                .filter(target -> request.source() == null
                        ? targets.size() == 1
                        : target.source().equals(request.source()))
                .findFirst()
                .orElseThrow(() -> MockException.conflict(
                        "NO_TARGET", "No webhook target is registered under that source, or several without it"));
    }

    private static List<String> types(Account account, SendRequest request) {
        List<String> types = request.types();
        if (types == null || types.isEmpty()) {
            return account.provider().harmlessTypes();
        }
        if (!account.provider().types().containsAll(types)) {
            throw MockException.badRequest(
                    "types are among " + String.join(", ", account.provider().types()));
        }
        return types;
    }
}

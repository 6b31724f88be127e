package io.atrium.mock.provider;

import io.atrium.mock.account.Account;
import io.atrium.mock.fault.FaultPlan;
import io.atrium.mock.fault.FaultPlan.RateLimit;
import io.atrium.mock.json.MockException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Lets the switches act before a call reaches the data; those about bodies act in {@link FaultyBody}. */
final class FaultInjector implements Handler<RoutingContext> {

    private static final String HTML = "<!doctype html><title>Sign in</title><p>Your session has ended.</p>";

    private final Vertx vertx;

    FaultInjector(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void handle(RoutingContext context) {
        Account account = Replies.account(context);
        FaultPlan plan = account.faultsInForce().nextCall();
        if (plan.equals(FaultPlan.NONE)) {
            context.next();
            return;
        }
        account.counters().fault();
        context.put(Replies.FAULTS, plan);
        long wait = plan.waitMillis();
        if (wait > 0) {
            vertx.setTimer(wait, timer -> act(context, plan));
        } else {
            act(context, plan);
        }
    }

    private static void act(RoutingContext context, FaultPlan plan) {
        RateLimit rateLimit = plan.rateLimit();
        if (FaultPlan.on(plan.hang())) {
            return; // no answer, ever: that is the fault
        }
        if (FaultPlan.on(plan.outage())) {
            context.request().connection().close();
        } else if (rateLimit != null) {
            context.response().putHeader("retry-after", retryAfter(rateLimit));
            context.fail(MockException.of(429, "RATE_LIMITED", "Too many requests"));
        } else if (ThreadLocalRandom.current().nextDouble() < plan.failureShare()) {
            context.fail(MockException.injected(plan.failureStatus()));
        } else if (FaultPlan.on(plan.html200())) {
            context.response().putHeader("content-type", "text/html").end(HTML);
        } else {
            context.next();
        }
    }

    private static String retryAfter(RateLimit limit) {
        if (!limit.isDate()) {
            return Integer.toString(limit.seconds());
        }
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(limit.seconds()));
    }
}

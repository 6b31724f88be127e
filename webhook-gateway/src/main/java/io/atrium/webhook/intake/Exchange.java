package io.atrium.webhook.intake;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** One request and its answer, which is given on the request's own event loop. */
final class Exchange {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final RoutingContext context;
    private final IntakeMetrics metrics;
    private final Mailbox mailbox = Mailbox.get();
    private final long startedAt = System.nanoTime();

    Exchange(RoutingContext context, IntakeMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    HttpServerRequest request() {
        return context.request();
    }

    /** Answers with a problem; on the event loop. */
    void refuse(Outcome outcome, ErrorCode code, String detail) {
        metrics.record(outcome, startedAt);
        Problems.write(context, code, detail);
    }

    /** Answers 429; on the event loop. */
    void refuseOverLimit(ProblemException problem) {
        metrics.record(Outcome.RATE_LIMITED, startedAt);
        Problems.write(context, problem);
    }

    /** Answers that the body's coding is not supported, and which are; on the event loop. */
    void refuseCoding() {
        context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
        refuse(
                Outcome.UNDECODABLE,
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "The Content-Encoding is not supported: send the body as it is, or in one of gzip and deflate.");
    }

    /** Runs work off the event loop and what follows on it; a failure is the request's. */
    <T> void offEventLoop(Callable<T> work, Consumer<T> then) {
        context.vertx().executeBlocking(work, false).onSuccess(then::accept).onFailure(context::fail);
    }

    /** Answers 202; on the event loop. */
    void accept(UUID eventId, boolean duplicate) {
        metrics.record(duplicate ? Outcome.DUPLICATE : Outcome.ACCEPTED, startedAt);
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(202).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.end(
                "{\"event_id\":\"" + eventId + "\",\"status\":\"" + (duplicate ? "duplicate" : "accepted") + "\"}");
    }

    void brokerUnavailable() {
        refuse(
                Outcome.BROKER_UNAVAILABLE,
                ErrorCode.BROKER_UNAVAILABLE,
                "The event has not been accepted. Send it again later.");
    }

    /** Answers what came of the delivery; from any thread. */
    void settle(UUID eventId, Delivery.Outcome outcome, boolean duplicate) {
        mailbox.post(() -> {
            if (outcome == Delivery.Outcome.ACKNOWLEDGED) {
                accept(eventId, duplicate);
            } else {
                brokerUnavailable();
            }
        });
    }
}

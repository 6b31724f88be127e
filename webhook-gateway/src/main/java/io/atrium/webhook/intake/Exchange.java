package io.atrium.webhook.intake;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its answer, which is given on the request's own event loop. */
public final class Exchange implements Delivery.Party {

    private static final CharSequence PLAIN_TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    private static final long CLOSING_MILLIS = 1_000;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final RoutingContext context;
    private final OutcomeRecorder metrics;
    private final EventLoopTasks tasks = EventLoopTasks.get();
    private final @Nullable String traceParent;
    private final long startedAt = System.nanoTime();

    /**
     * To be made on the request's event loop.
     *
     * @param traceParent of the request's trace, if it has one
     */
    public Exchange(RoutingContext context, OutcomeRecorder metrics, @Nullable String traceParent) {
        this.context = context;
        this.metrics = metrics;
        this.traceParent = traceParent;
    }

    /** The {@code traceparent} of the request, if it has a trace. */
    public @Nullable String traceParent() {
        return traceParent;
    }

    public HttpServerRequest request() {
        return context.request();
    }

    /** The address of the sender, behind the trusted gateway. */
    public @Nullable String clientIp() {
        SocketAddress address = context.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    /** Answers with a problem; on the event loop. */
    public void refuse(Outcome outcome, ErrorCode code, String detail) {
        metrics.record(outcome, startedAt);
        Problems.write(context, code, detail);
    }

    /** Answers 429; on the event loop. */
    public void refuseOverLimit(ProblemException problem) {
        metrics.record(Outcome.RATE_LIMITED, startedAt);
        Problems.write(context, problem);
    }

    /** Answers with a problem and closes the connection, of whose request nobody reads the rest; on the event loop. */
    public void refuseAndClose(Outcome outcome, ErrorCode code, String detail) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(outcome, code, detail);
        context.vertx()
                .setTimer(
                        CLOSING_MILLIS, timer -> context.request().connection().close());
    }

    /** Answers that the body's coding is not supported, and which are; on the event loop. */
    public void refuseCoding() {
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

    /** The same on threads of the caller's choice. */
    <T> void offEventLoop(Executor threads, Callable<T> work, Consumer<T> then) {
        threads.execute(() -> {
            try {
                T result = work.call();
                tasks.post(() -> then.accept(result));
            } catch (Exception | Error e) {
                tasks.post(() -> context.fail(e));
            }
        });
    }

    /** Runs something on the event loop; from any thread. */
    public void onEventLoop(Runnable work) {
        tasks.post(work);
    }

    /** Answers 500; on the event loop. */
    public void fail(Throwable failure) {
        context.fail(failure);
    }

    /** Answers 202; on the event loop. */
    public void accept(Outcome outcome, String json) {
        answer(outcome, 202, JSON, json);
    }

    /** Answers a handshake with the text that was asked for, which no browser takes for more; on the event loop. */
    void answerHandshake(String text) {
        answer(Outcome.HANDSHAKE, 200, PLAIN_TEXT, text);
    }

    private void answer(Outcome outcome, int status, CharSequence contentType, String text) {
        metrics.record(outcome, startedAt);
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        response.end(text);
    }

    /** Answers that the broker has not acknowledged; on the event loop. */
    public void brokerUnavailable(String detail) {
        refuse(Outcome.BROKER_UNAVAILABLE, ErrorCode.BROKER_UNAVAILABLE, detail);
    }

    /** Answers what came of the delivery; from any thread. */
    @Override
    public void settle(UUID eventId, Delivery.Outcome outcome, boolean duplicate) {
        tasks.post(() -> {
            if (outcome == Delivery.Outcome.ACKNOWLEDGED) {
                accept(
                        duplicate ? Outcome.DUPLICATE : Outcome.ACCEPTED,
                        "{\"event_id\":\"" + eventId + "\",\"status\":\"" + (duplicate ? "duplicate" : "accepted")
                                + "\"}");
            } else {
                brokerUnavailable("The event has not been accepted. Send it again later.");
            }
        });
    }
}

package io.atrium.mock.provider;

import io.atrium.kit.wire.Printable;
import io.atrium.mock.account.Account;
import io.atrium.mock.fault.FaultPlan;
import io.atrium.mock.json.Json;
import io.atrium.mock.json.MockException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Reading requests and writing answers. */
final class Replies {

    static final String ACCOUNT = "account";
    static final String FAULTS = "faults";

    private static final Logger LOG = Logger.getLogger(Replies.class);

    private Replies() {}

    static Account account(RoutingContext context) {
        return context.<Account>get(ACCOUNT);
    }

    static FaultPlan faults(RoutingContext context) {
        return context.<FaultPlan>get(FAULTS, FaultPlan.NONE);
    }

    static <T> T body(RoutingContext context, Class<T> type) {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            throw MockException.badRequest("A JSON body is required");
        }
        return Json.read(body.getBytes(), type);
    }

    static void json(RoutingContext context, int status, Object value) {
        json(context, status, Json.bytes(value));
    }

    static void json(RoutingContext context, int status, byte[] body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(body));
    }

    static void noContent(RoutingContext context) {
        context.response().setStatusCode(204).end();
    }

    static void failure(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        MockException error = toError(context);
        if (error.status() == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        response.setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(Buffer.buffer(error.toProblem()));
    }

    private static MockException toError(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof MockException known) {
            return known;
        }
        return switch (context.statusCode()) {
            case 400 -> MockException.badRequest("The request cannot be read");
            case 405 -> MockException.of(405, "METHOD_NOT_ALLOWED", "The method is not allowed here");
            case 413 -> MockException.of(413, "PAYLOAD_TOO_LARGE", "A body has at most 1 MiB");
            default -> {
                // Its message may hold what a caller sent.
                LOG.errorf("A request failed: %s", Printable.line(String.valueOf(failure)));
                LOG.debug("It failed with", failure);
                yield MockException.of(500, "INTERNAL_ERROR", "The provider failed");
            }
        };
    }
}

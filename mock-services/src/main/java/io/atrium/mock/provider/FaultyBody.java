package io.atrium.mock.provider;

import io.atrium.mock.fault.FaultPlan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes a body whole, or as the switches say: cut in half, or a byte at a time. */
final class FaultyBody {

    private static final long DRIP_MS = 1_000;

    private final Vertx vertx;

    FaultyBody(Vertx vertx) {
        this.vertx = vertx;
    }

    void end(RoutingContext context, byte[] bytes) {
        FaultPlan plan = Replies.faults(context);
        HttpServerResponse response = context.response();
        Buffer body = Buffer.buffer(bytes);
        if (FaultPlan.on(plan.truncateBodies())) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.write(body.slice(0, body.length() / 2))
                    .onComplete(written -> context.request().connection().close());
        } else if (FaultPlan.on(plan.slowLoris())) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            drip(response, body, 0);
        } else {
            response.end(body);
        }
    }

    private void drip(HttpServerResponse response, Buffer body, int at) {
        if (response.closed()) {
            return;
        }
        if (at == body.length()) {
            response.end();
            return;
        }
        response.write(body.slice(at, at + 1));
        vertx.setTimer(DRIP_MS, timer -> drip(response, body, at + 1));
    }
}

package io.atrium.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** One request streamed to a service and its reply streamed back, each side no faster than the other reads. */
final class Exchange {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpClientRequest upstream;
    private final long maxBodyBytes;
    private final Consumer<GatewayProblem> problem;
    private long received;
    private boolean sent;
    private boolean over;

    Exchange(
            HttpServerRequest request,
            HttpClientRequest upstream,
            long maxBodyBytes,
            Consumer<GatewayProblem> problem) {
        this.request = request;
        this.response = request.response();
        this.upstream = upstream;
        this.maxBodyBytes = maxBodyBytes;
        this.problem = problem;
    }

    void run() {
        upstream.response().onSuccess(this::sendBack).onFailure(this::fail);
        upstream.exceptionHandler(this::fail);
        response.closeHandler(gone -> abandon());
        response.exceptionHandler(gone -> abandon());
        if (hasBody()) {
            upstream.setChunked(request.getHeader("Content-Length") == null);
            request.handler(this::pass);
            request.endHandler(done -> endRequest());
            request.exceptionHandler(gone -> abandon());
        } else {
            request.endHandler(done -> endRequest());
        }
        request.resume();
    }

    private boolean hasBody() {
        return request.getHeader("Content-Length") != null || request.getHeader("Transfer-Encoding") != null;
    }

    private void pass(Buffer chunk) {
        if (over) {
            return;
        }
        received += chunk.length();
        if (received > maxBodyBytes) {
            end(GatewayProblem.PAYLOAD_TOO_LARGE);
            return;
        }
        upstream.write(chunk);
        if (upstream.writeQueueFull()) {
            request.pause();
            upstream.drainHandler(drained -> request.resume());
        }
    }

    private void endRequest() {
        sent = true;
        if (!over) {
            upstream.end();
        }
    }

    private void sendBack(HttpClientResponse reply) {
        if (over) {
            return;
        }
        response.setStatusCode(reply.statusCode());
        Headers.copyResponse(reply.headers(), response.headers());
        if (!response.headers().contains("Content-Length") && mayHaveBody(reply)) {
            response.setChunked(true);
        }
        reply.handler(chunk -> {
            response.write(chunk);
            if (response.writeQueueFull()) {
                reply.pause();
                response.drainHandler(drained -> reply.resume());
            }
        });
        reply.exceptionHandler(this::fail);
        reply.endHandler(done -> endReply());
    }

    private void endReply() {
        if (!over) {
            over = true;
            if (!sent) {
                upstream.reset();
            }
            response.end();
        }
    }

    private boolean mayHaveBody(HttpClientResponse reply) {
        int status = reply.statusCode();
        return request.method() != HttpMethod.HEAD && status != 204 && status != 304;
    }

    private void fail(Throwable failure) {
        end(Forwarding.problemOf(failure));
    }

    private void end(GatewayProblem why) {
        if (!over) {
            over = true;
            upstream.reset();
            problem.accept(why);
        }
    }

    private void abandon() {
        if (!over) {
            over = true;
            upstream.reset();
        }
    }
}

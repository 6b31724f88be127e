package io.atrium.local.gateway;

import io.atrium.kit.wire.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One request streamed to a service and its reply streamed back, each side no faster than the other reads, and each
 * framed by what was read from the other. An upstream connection on which either direction did not come to its end is
 * closed.
 */
final class Exchange implements Place.Holder {

    private static final int NO_CONTENT = 204;
    /** Bytes of a reply that wait for a client that does not read. */
    private static final int REPLY_QUEUE = 16 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpClientRequest upstream;
    private final SlowReader reader;
    private final long maxBodyBytes;
    private final Consumer<Refusal> problem;
    private final Runnable closing;
    private final Runnable finished;
    private long received;
    private volatile long receivedAt = System.nanoTime();
    private volatile boolean sent;
    private boolean over;
    private boolean endsWithConnection;

    /**
     * Nothing is sent yet.
     *
     * @param reader watches how fast the client reads the reply
     * @param problem answers the client when the service does not
     * @param closing closes the client's connection once the reply is written
     * @param finished is run when the upstream connection is used no more
     */
    Exchange(
            HttpServerRequest request,
            HttpClientRequest upstream,
            SlowReader reader,
            long maxBodyBytes,
            Consumer<Refusal> problem,
            Runnable closing,
            Runnable finished) {
        this.request = request;
        this.response = request.response();
        this.upstream = upstream;
        this.reader = reader;
        this.maxBodyBytes = maxBodyBytes;
        this.problem = problem;
        this.closing = closing;
        this.finished = finished;
    }

    void run() {
        upstream.response().onSuccess(this::sendBack).onFailure(this::fail);
        upstream.exceptionHandler(this::fail);
        response.closeHandler(gone -> abandon());
        response.exceptionHandler(gone -> abandon());
        OptionalLong length = Headers.length(request.headers());
        if (length.isPresent()) {
            upstream.putHeader(Headers.CONTENT_LENGTH, Long.toString(length.getAsLong()));
        } else {
            upstream.setChunked(request.getHeader("Transfer-Encoding") != null);
        }
        request.handler(this::pass);
        request.endHandler(done -> endRequest());
        request.exceptionHandler(gone -> abandon());
        request.resume();
    }

    private void pass(Buffer chunk) {
        if (over) {
            return;
        }
        received += chunk.length();
        receivedAt = System.nanoTime();
        if (received > maxBodyBytes) {
            end(Refusal.PAYLOAD_TOO_LARGE);
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
        response.setWriteQueueMaxSize(REPLY_QUEUE);
        response.setStatusCode(reply.statusCode());
        Headers.copyResponse(reply.headers(), response.headers());
        frame(reply);
        reply.handler(chunk -> {
            response.write(chunk);
            reader.count(chunk.length());
            if (response.writeQueueFull()) {
                reply.pause();
                reader.waiting();
                response.drainHandler(drained -> {
                    reader.over();
                    reply.resume();
                });
            }
        });
        reply.exceptionHandler(this::fail);
        reply.endHandler(done -> endReply());
    }

    private void frame(HttpClientResponse reply) {
        OptionalLong length = Headers.length(reply.headers());
        if (length.isPresent() && reply.statusCode() != NO_CONTENT) {
            response.putHeader(Headers.CONTENT_LENGTH, Long.toString(length.getAsLong()));
        } else if (length.isEmpty() && mayHaveBody(reply)) {
            response.setChunked(true);
            endsWithConnection = request.version() == HttpVersion.HTTP_1_0;
        }
        // A service that answers before it has the whole request will not read the rest of it.
        endsWithConnection |= !sent;
        if (endsWithConnection) {
            response.putHeader("Connection", "close");
        }
    }

    private void endReply() {
        if (over) {
            return;
        }
        over = true;
        if (!sent) {
            upstream.reset();
        }
        finished.run();
        response.drainHandler(null);
        Future<Void> written = response.end();
        if (!written.isComplete()) {
            // What is still in the queue has to be read in time too, though it keeps no connection to the service.
            reader.waiting();
            written.onComplete(done -> reader.over());
        }
        if (endsWithConnection) {
            written.onComplete(done -> closing.run());
        }
    }

    private boolean mayHaveBody(HttpClientResponse reply) {
        int status = reply.statusCode();
        return request.method() != HttpMethod.HEAD && status != NO_CONTENT && status != 304;
    }

    @Override
    public OptionalLong waitsForClientSince() {
        OptionalLong since = reader.waitsSince();
        return since.isPresent() || sent ? since : OptionalLong.of(receivedAt);
    }

    @Override
    public void giveWay() {
        end(Refusal.SERVICE_UNAVAILABLE);
    }

    private void fail(Throwable failure) {
        end(Forwarding.problemOf(failure));
    }

    private void end(Refusal why) {
        if (!over) {
            over = true;
            reader.over();
            upstream.reset();
            finished.run();
            problem.accept(why);
        }
    }

    private void abandon() {
        reader.over();
        if (!over) {
            over = true;
            upstream.reset();
            finished.run();
        }
    }
}

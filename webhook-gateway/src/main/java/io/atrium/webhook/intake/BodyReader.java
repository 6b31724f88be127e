package io.atrium.webhook.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Lets a body that nobody needs pass by, so that the sender gets to read the answer; past a while, closes instead. */
public final class BodyReader {

    /** So many times the limit are read and dropped. */
    private static final int PATIENCE = 8;

    private final HttpServerRequest request;
    private final int limit;
    private long seen;

    private BodyReader(HttpServerRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /** Lets a body pass by; past eight times the limit the connection is closed. */
    public static void discard(HttpServerRequest request, int limit) {
        if (request.isEnded()) {
            return;
        }
        BodyReader reader = new BodyReader(request, limit);
        request.exceptionHandler(gone -> {});
        request.endHandler(nothing -> {});
        request.handler(reader::drop);
        request.resume();
    }

    private void drop(Buffer chunk) {
        seen += chunk.length();
        if (seen > (long) PATIENCE * limit) {
            request.connection().close();
        }
    }
}

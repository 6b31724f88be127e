package io.atrium.kit.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * What is left of a body after its request was answered: it is read and dropped, so that the sender gets to read the
 * answer and the connection can serve another request. Past a while the connection is closed instead.
 */
public final class UnreadBody {

    private static final long PATIENCE = 8L * 1024 * 1024;

    private UnreadBody() {}

    /** Lets the rest pass by; on the request's event loop. */
    public static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] seen = {0};
        request.exceptionHandler(failure -> {}).handler(chunk -> {
            seen[0] += chunk.length();
            if (seen[0] > PATIENCE) {
                request.connection().close();
            }
        });
        request.resume();
    }
}

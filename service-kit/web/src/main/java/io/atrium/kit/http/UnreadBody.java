package io.atrium.kit.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * The rest of a body after its request was answered. It is read and discarded, so that the client can read the reply
 * and use the connection again. After a time limit the connection is closed.
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

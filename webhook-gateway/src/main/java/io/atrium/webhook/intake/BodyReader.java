package io.atrium.webhook.intake;

import io.atrium.kit.http.UnreadBody;
import io.vertx.core.http.HttpServerRequest;

/** Lets a body that nobody needs pass by, so that the sender gets to read the answer; past a while, closes instead. */
public final class BodyReader {

    /** So many times the limit are read and dropped. */
    private static final int PATIENCE = 8;

    private BodyReader() {}

    /** Lets a body pass by; past eight times the limit, or {@code atrium.http.discard-timeout}, the connection is closed. */
    public static void discard(HttpServerRequest request, int limit) {
        UnreadBody.discard(request, (long) PATIENCE * limit);
    }
}

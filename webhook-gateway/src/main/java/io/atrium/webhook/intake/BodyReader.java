package io.atrium.webhook.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit. What comes beyond it is thrown away, and past a while the connection is closed. */
public final class BodyReader {

    /** So many times the limit are read and dropped, so that the sender gets to read the answer. */
    private static final int PATIENCE = 8;

    private static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");
    private static final byte[] EMPTY = {};

    private final HttpServerRequest request;
    private final int limit;
    private final Consumer<byte[]> whole;
    private final Runnable tooLarge;
    private @Nullable Buffer body;
    private boolean appended;
    private long seen;
    private boolean discarding;

    private BodyReader(HttpServerRequest request, int limit, Consumer<byte[]> whole, Runnable tooLarge) {
        this.request = request;
        this.limit = limit;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    /** Reads a body and calls one of the two, on the event loop. */
    static void read(HttpServerRequest request, int limit, Consumer<byte[]> whole, Runnable tooLarge) {
        BodyReader reader = new BodyReader(request, limit, whole, tooLarge);
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && (announced.length() > 9 || Integer.parseInt(announced) > limit)) {
            reader.discarding = true;
            tooLarge.run();
        } else if (request.getHeader(EXPECT) != null) {
            request.response().writeContinue();
        }
        reader.start();
    }

    /** Lets a body that nobody needs pass by; past eight times the limit the connection is closed. */
    public static void discard(HttpServerRequest request, int limit) {
        BodyReader reader = new BodyReader(request, limit, bytes -> {}, () -> {});
        reader.discarding = true;
        reader.start();
    }

    private void start() {
        request.handler(this::take);
        request.endHandler(nothing -> end());
        request.resume();
    }

    private void take(Buffer chunk) {
        seen += chunk.length();
        if (discarding) {
            if (seen > (long) PATIENCE * limit) {
                request.connection().close();
            }
        } else if (seen > limit) {
            discarding = true;
            body = null;
            tooLarge.run();
        } else if (body == null) {
            body = chunk;
        } else {
            // The first chunk belongs to the connection's reader: it is copied before anything is added to it.
            body = appended
                    ? body.appendBuffer(chunk)
                    : Buffer.buffer(2 * limitedCapacity(chunk))
                            .appendBuffer(body)
                            .appendBuffer(chunk);
            appended = true;
        }
    }

    private int limitedCapacity(Buffer chunk) {
        return Math.min(limit / 2, (int) seen + chunk.length());
    }

    private void end() {
        if (!discarding) {
            whole.accept(body == null ? EMPTY : body.getBytes());
        }
    }
}

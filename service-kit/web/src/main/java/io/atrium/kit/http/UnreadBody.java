package io.atrium.kit.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The rest of a body after its request was answered. It is read and discarded, so that the client can read the reply
 * and use the connection again. After a number of bytes, or after {@link HttpConfig#discardTimeout()}, the connection is
 * closed.
 */
public final class UnreadBody {

    private static final long PATIENCE = 8L * 1024 * 1024;
    private static final String TIMEOUT = "atrium.http.discard-timeout";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpServerRequest request;
    private final long most;
    private long seen;

    private UnreadBody(HttpServerRequest request, long most) {
        this.request = request;
        this.most = most;
    }

    /** Lets the rest pass by; on the request's event loop. */
    public static void discard(HttpServerRequest request) {
        discard(request, PATIENCE);
    }

    /**
     * The same.
     *
     * @param most how many bytes are read
     */
    public static void discard(HttpServerRequest request, long most) {
        if (!request.isEnded()) {
            new UnreadBody(request, most).start();
        }
    }

    private void start() {
        Context context = Vertx.currentContext();
        Duration timeout = ConfigProvider.getConfig()
                .getOptionalValue(TIMEOUT, Duration.class)
                .orElse(DEFAULT_TIMEOUT);
        Vertx vertx = context.owner();
        long timer =
                vertx.setTimer(timeout.toMillis(), late -> request.connection().close());
        request.exceptionHandler(failure -> vertx.cancelTimer(timer));
        request.endHandler(ended -> vertx.cancelTimer(timer));
        request.handler(chunk -> {
            seen += chunk.length();
            if (seen > most) {
                request.connection().close();
            }
        });
        request.resume();
    }
}

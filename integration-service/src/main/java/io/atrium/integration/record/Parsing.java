package io.atrium.integration.record;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/** Reads small JSON where the caller is, and large JSON on a worker thread: an event loop serves everybody. */
@ApplicationScoped
public class Parsing {

    private static final long LARGE = 64 * 1024;

    private final Vertx vertx;

    Parsing(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What the reader makes of so many bytes, on the caller's context. */
    public <T> Uni<T> read(long bytes, Callable<T> reader) {
        if (bytes <= LARGE) {
            return Uni.createFrom().item(() -> call(reader));
        }
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(reader, false).toCompletionStage());
    }

    private static <T> T call(Callable<T> reader) {
        try {
            return reader.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

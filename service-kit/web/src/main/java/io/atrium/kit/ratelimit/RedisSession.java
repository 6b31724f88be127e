package io.atrium.kit.ratelimit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to Redis, from the loaded script to its first failure that is not the request's alone. */
final class RedisSession {

    /** So many requests in a row without a reply in time, over so many times that time, end the session. */
    private static final int TIMEOUTS = 3;

    private static final String NO_SCRIPT = "NOSCRIPT";

    private final Vertx vertx;
    private final Redis client;
    private final RedisConnection connection;
    private final Consumer<Throwable> lost;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger timeouts = new AtomicInteger();
    private volatile long firstTimeoutAt;
    private final AtomicBoolean ended = new AtomicBoolean();

    private RedisSession(Vertx vertx, Redis client, RedisConnection connection, Consumer<Throwable> lost) {
        this.vertx = vertx;
        this.client = client;
        this.connection = connection;
        this.lost = lost;
        connection
                .exceptionHandler(this::end)
                .endHandler(nothing -> end(new IllegalStateException("connection closed")));
    }

    /**
     * Connects and loads the script.
     *
     * @param lost is told once, when the session ends by itself
     */
    static Future<RedisSession> open(Vertx vertx, RedisOptions options, long timeoutMillis, Consumer<Throwable> lost) {
        Redis client = Redis.createClient(vertx, options);
        Promise<RedisSession> promise = Promise.promise();
        long timer = vertx.setTimer(
                timeoutMillis,
                id -> promise.tryFail(new IllegalStateException("no reply in " + timeoutMillis + " ms")));
        client.connect()
                .compose(connection -> connection
                        .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(LimitScript.TEXT))
                        .map(loaded -> new RedisSession(vertx, client, connection, lost)))
                .onSuccess(promise::tryComplete)
                .onFailure(promise::tryFail);
        return promise.future().onComplete(done -> vertx.cancelTimer(timer)).onFailure(failure -> client.close());
    }

    boolean isEnded() {
        return ended.get();
    }

    long ageMillis() {
        return (System.nanoTime() - openedAt) / 1_000_000;
    }

    /** Sends, and tells the reply or, when there was none in time, nothing; on the caller's context. */
    void run(Request request, long timeoutMillis, Consumer<@Nullable Response> then) {
        AtomicBoolean told = new AtomicBoolean();
        long timer = vertx.setTimer(timeoutMillis, id -> {
            if (told.compareAndSet(false, true)) {
                timedOut(timeoutMillis);
                then.accept(null);
            }
        });
        send(request).onComplete(reply -> {
            if (reply.succeeded()) {
                timeouts.set(0);
            } else {
                end(reply.cause());
            }
            if (told.compareAndSet(false, true)) {
                vertx.cancelTimer(timer);
                then.accept(reply.succeeded() ? reply.result() : null);
            }
        });
    }

    /** A pause of either side is over sooner, however many requests waited for it. */
    private void timedOut(long timeoutMillis) {
        long now = System.nanoTime();
        int inARow = timeouts.incrementAndGet();
        if (inARow == 1) {
            firstTimeoutAt = now;
        } else if (inARow >= TIMEOUTS && now - firstTimeoutAt >= TIMEOUTS * timeoutMillis * 1_000_000) {
            end(new IllegalStateException("no reply in " + timeoutMillis + " ms"));
        }
    }

    void close() {
        ended.set(true);
        client.close();
    }

    private Future<Response> send(Request request) {
        return connection
                .send(request)
                .recover(failure -> isUnknownScript(failure)
                        ? connection
                                .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(LimitScript.TEXT))
                                .compose(loaded -> connection.send(request))
                        : Future.failedFuture(failure));
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure instanceof ErrorType
                && String.valueOf(failure.getMessage()).startsWith(NO_SCRIPT);
    }

    private void end(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            client.close();
            lost.accept(failure);
        }
    }
}

package io.atrium.kit.ratelimit;

import io.atrium.kit.time.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis: one connection a process, made in the background and made again after a failure. While there is none
 * every call is answered at once with nothing. Going away is one WARN line, whatever the number of requests.
 */
final class RedisLink {

    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 2_000;
    /** A connection that lived so long was no failed attempt. */
    private static final long STABLE_MILLIS = 60_000;

    private final Vertx vertx;
    private final Context context;
    private final RedisOptions options;
    private final String place;
    private final long timeoutMillis;
    private final Backoff backoff;

    private volatile @Nullable RedisSession session;
    private volatile boolean closed;

    // On the link's context only.
    private int failures;
    private boolean told;

    private RedisLink(Vertx vertx, RedisOptions options, String place, RateLimitConfig.Redis config) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.place = place;
        this.timeoutMillis = Math.max(1, config.timeout().toMillis());
        this.backoff = new Backoff(config.retry(), longer(config.retry(), LONGEST_PAUSE));
    }

    /** Begins to connect. */
    static RedisLink of(Vertx vertx, String url, RateLimitConfig.Redis config) {
        RedisOptions options = new RedisOptions()
                .setConnectionString(url)
                .setMaxPoolSize(1)
                .setNetClientOptions(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true));
        RedisLink link = new RedisLink(vertx, options, place(url), config);
        link.context.runOnContext(nothing -> link.connect());
        return link;
    }

    boolean isUp() {
        RedisSession current = session;
        return current != null && !current.isEnded();
    }

    /** Sends, and tells the reply or, when there was none in time, nothing; on the caller's context. */
    void run(Supplier<Request> request, Consumer<@Nullable Response> then) {
        RedisSession current = session;
        if (current == null || current.isEnded()) {
            then.accept(null);
        } else {
            current.run(request.get(), timeoutMillis, then);
        }
    }

    void close() {
        closed = true;
        RedisSession current = session;
        session = null;
        if (current != null) {
            current.close();
        }
    }

    private void connect() {
        if (!closed) {
            RedisSession.open(vertx, options, CONNECT_MILLIS, failure -> context.runOnContext(nothing -> lost(failure)))
                    .onSuccess(opened -> context.runOnContext(nothing -> up(opened)))
                    .onFailure(failure -> context.runOnContext(nothing -> down(failure, 0)));
        }
    }

    private void up(RedisSession opened) {
        if (closed || opened.isEnded()) {
            opened.close();
            if (!closed) {
                down(new IllegalStateException("The connection was closed"), 0);
            }
            return;
        }
        session = opened;
        if (told) {
            LOG.infof("Redis at %s answers: rate limits are counted over all processes again", place);
            told = false;
        }
    }

    private void lost(Throwable failure) {
        RedisSession ended = session;
        if (ended != null) {
            session = null;
            down(failure, ended.ageMillis());
        }
    }

    private void down(Throwable failure, long livedMillis) {
        if (closed) {
            return;
        }
        if (!told) {
            LOG.warnf("Redis at %s does not answer (%s): this process counts rate limits for itself", place, failure);
            told = true;
        }
        failures = livedMillis > STABLE_MILLIS ? 1 : failures + 1;
        vertx.setTimer(Math.max(1, backoff.after(failures).toMillis()), timer -> connect());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Host and port, without user and password. */
    private static String place(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getScheme() != null && SCHEMES.contains(uri.getScheme())) {
                return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    /** The address may carry a password, so it is not shown. */
    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "REDIS_URL must be redis://[user:password@]host[:port][/database], or rediss://");
    }
}

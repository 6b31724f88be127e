package io.atrium.integration.provider;

import io.atrium.kit.url.HttpUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one call: GET, no redirects, the body capped while it arrives, everything within the attempt's time.
 * What was not read to its end is reset, so that neither the connection nor the pool is held.
 */
@ApplicationScoped
class ProviderHttp {

    private final Vertx vertx;
    private final Resolver resolver;
    private final ProviderConfig config;
    private final HttpClient client;

    ProviderHttp(Vertx vertx, Resolver resolver, ProviderConfig config) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.config = config;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDecompressionSupported(true)
                        .setConnectTimeout((int) config.timeout().toMillis())
                        .setKeepAliveTimeout(15)
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(64).setCleanerPeriod(5000));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * The body of a 200.
     *
     * @param organization whose call it is
     * @param base where to; its path is not looked at
     * @param target path and query
     * @param time from the lookup of the host to the last byte of the body
     */
    Uni<ProviderAnswer> get(
            UUID organization,
            HttpUrl base,
            String target,
            boolean trusted,
            @Nullable String credential,
            AnswerBytes.Held held,
            Duration time) {
        Supplier<Future<RequestOptions>> options = () -> trusted
                ? Future.succeededFuture(options(base, target, null, credential))
                : resolver.publicAddress(organization, base.host())
                        .map(address -> options(base, target, address, credential));
        return Uni.createFrom()
                .completionStage(() -> attempt(options, held, time).toCompletionStage());
    }

    private Future<ProviderAnswer> attempt(
            Supplier<Future<RequestOptions>> options, AnswerBytes.Held held, Duration time) {
        Promise<ProviderAnswer> outcome = Promise.promise();
        AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
        long timer = vertx.setTimer(Math.max(1, time.toMillis()), id -> {
            if (outcome.tryFail(new ProviderException(
                    ProviderFault.PROVIDER_TIMEOUT, "No answer within " + time.toMillis() + " ms"))) {
                abandon(sent.get());
            }
        });
        options.get()
                .onSuccess(ready -> {
                    if (!outcome.future().isComplete()) {
                        send(ready, sent, outcome, held);
                    }
                })
                .onFailure(outcome::tryFail);
        return outcome.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void send(
            RequestOptions options,
            AtomicReference<@Nullable HttpClientRequest> sent,
            Promise<ProviderAnswer> outcome,
            AnswerBytes.Held held) {
        client.request(options)
                .onSuccess(request -> {
                    sent.set(request);
                    if (outcome.future().isComplete()) {
                        abandon(request);
                        return;
                    }
                    request.send()
                            .onSuccess(response -> read(request, response, outcome, held))
                            .onFailure(failure -> outcome.tryFail(unavailable(failure)));
                })
                .onFailure(failure -> outcome.tryFail(unavailable(failure)));
    }

    private static RequestOptions options(
            HttpUrl base, String target, @Nullable InetAddress pinned, @Nullable String credential) {
        boolean ipv6 = base.host().indexOf(':') >= 0;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(ipv6 ? "[" + base.host() + "]" : base.host())
                .setPort(base.port())
                .setSsl(base.tls())
                .setURI(target)
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "atrium-integration");
        if (pinned != null) {
            options.setServer(SocketAddress.inetSocketAddress(base.port(), pinned.getHostAddress()));
        } else if (ipv6) {
            options.setServer(SocketAddress.inetSocketAddress(base.port(), base.host()));
        }
        if (credential != null) {
            options.putHeader("Authorization", "Bearer " + credential);
        }
        return options;
    }

    private void read(
            HttpClientRequest request,
            HttpClientResponse response,
            Promise<ProviderAnswer> outcome,
            AnswerBytes.Held held) {
        // Set first: a reset that nobody handles is logged as an error.
        response.exceptionHandler(failure -> outcome.tryFail(
                new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The response ended too early")));
        if (response.statusCode() != 200) {
            outcome.tryFail(refusal(response));
            abandon(request);
            return;
        }
        String type = response.getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).contains("json")) {
            outcome.tryFail(new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, "The response is not JSON"));
            abandon(request);
            return;
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
                    if (body.length() + chunk.length() > config.largestBody()) {
                        outcome.tryFail(new ProviderException(
                                ProviderFault.PROVIDER_BAD_RESPONSE,
                                "The response is larger than " + config.largestBody() + " bytes"));
                        abandon(request);
                    } else if (outcome.future().isComplete()) {
                        abandon(request);
                    } else if (!held.take(chunk.length())) {
                        outcome.tryFail(new ProviderException(
                                ProviderFault.TOO_MANY_CALLS,
                                "The memory for responses of providers is used up at the moment"));
                        abandon(request);
                    } else {
                        body.appendBuffer(chunk);
                    }
                })
                .endHandler(end -> outcome.tryComplete(new ProviderAnswer(
                        body, ResponseHeaders.date(response.getHeader("Date")).orElse(null))));
    }

    private static ProviderException refusal(HttpClientResponse response) {
        int status = response.statusCode();
        String message = "The provider answered " + status;
        if (status == 429) {
            return new ProviderException(ProviderFault.PROVIDER_RATE_LIMITED, message, status, retryAfter(response));
        }
        if (status >= 500) {
            return new ProviderException(ProviderFault.PROVIDER_ERROR, message, status, retryAfter(response));
        }
        if (status == 401 || status == 403) {
            return new ProviderException(ProviderFault.PROVIDER_UNAUTHORIZED, message, status, null);
        }
        return status >= 400
                ? new ProviderException(ProviderFault.PROVIDER_REJECTED, message, status, null)
                : new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, message, status, null);
    }

    private static @Nullable Duration retryAfter(HttpClientResponse response) {
        return ResponseHeaders.retryAfter(response.getHeader("Retry-After"), Instant.now())
                .orElse(null);
    }

    private static Throwable unavailable(Throwable failure) {
        return failure instanceof TimeoutException
                ? new ProviderException(ProviderFault.PROVIDER_TIMEOUT, "No connection in time")
                : new ProviderException(ProviderFault.PROVIDER_UNAVAILABLE, "The provider cannot be reached");
    }

    private static void abandon(@Nullable HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }
}

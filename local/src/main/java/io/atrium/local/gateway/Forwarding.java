package io.atrium.local.gateway;

import io.atrium.kit.wire.Printable;
import io.atrium.kit.wire.Refusal;
import io.atrium.kit.wire.ReplyHeaders;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Takes a request in, finds its route and hands it to an {@link Exchange} with the service behind. */
final class Forwarding {

    private static final Set<HttpMethod> NEVER_SERVED = Set.of(HttpMethod.TRACE, HttpMethod.CONNECT);
    private static final long DISCARD_MILLIS = 2_000;
    private static final int LOGGED_METHOD = 32;
    private static final int LOGGED_PATH = 2048;

    private final Vertx vertx;
    private final RouteTable routes;
    private final GatewayConfig config;
    private final HttpClient client;
    private final ClientPlaces places;
    private final ClientConnections connections;
    private final Consumer<String> accessLog;
    private final SecureRandom random = new SecureRandom();

    Forwarding(
            Vertx vertx,
            RouteTable routes,
            GatewayConfig config,
            HttpClient client,
            ClientPlaces places,
            ClientConnections connections,
            Consumer<String> accessLog) {
        this.connections = connections;
        this.vertx = vertx;
        this.routes = routes;
        this.config = config;
        this.client = client;
        this.places = places;
        this.accessLog = accessLog;
    }

    void handle(HttpServerRequest request) {
        String requestId = open(request);
        String path = Optional.ofNullable(request.path()).orElse("");
        Optional<Route> route = NEVER_SERVED.contains(request.method())
                ? Optional.empty()
                : routes.find(request.method().name(), path);
        if (route.isEmpty()) {
            answer(request, notRouted(request, path), requestId);
            return;
        }
        if (Headers.length(request.headers()).orElse(0) > route.get().maxBodyBytes()) {
            answer(request, Refusal.PAYLOAD_TOO_LARGE, requestId);
            return;
        }
        forward(request, route.get(), requestId);
    }

    /** Nothing at this path, or something that takes other methods; those are said then. */
    private Refusal notRouted(HttpServerRequest request, String path) {
        Set<String> allowed = routes.allowed(path);
        if (allowed.isEmpty()) {
            return Refusal.NOT_FOUND;
        }
        request.response().putHeader("Allow", String.join(", ", allowed));
        return Refusal.METHOD_NOT_ALLOWED;
    }

    void refuse(HttpServerRequest request, Refusal problem) {
        answer(request, problem, open(request));
    }

    private void forward(HttpServerRequest request, Route route, String requestId) {
        request.pause();
        places.take(route, request.remoteAddress().hostAddress())
                .onSuccess(place -> connect(request, route, requestId, place))
                .onFailure(failure -> answer(request, problemOf(failure), requestId));
    }

    private void connect(HttpServerRequest request, Route route, String requestId, Place place) {
        if (request.response().closed()) {
            place.release();
            return;
        }
        client.request(target(request, route))
                .onSuccess(upstream -> exchange(request, route, requestId, upstream, place))
                .onFailure(failure -> {
                    place.release();
                    answer(request, problemOf(failure), requestId);
                });
    }

    private void exchange(
            HttpServerRequest request, Route route, String requestId, HttpClientRequest upstream, Place place) {
        if (request.response().closed()) {
            upstream.reset();
            place.release();
            return;
        }
        Headers.copyRequest(request.headers(), upstream.headers());
        setForwarded(request, requestId, upstream);
        Exchange exchange = new Exchange(
                request,
                upstream,
                new SlowReader(vertx, config.limits(), () -> channel(request).close()),
                route.maxBodyBytes(),
                problem -> answer(request, problem, requestId),
                () -> discardRest(request),
                place::release);
        exchange.run();
        place.usedBy(exchange);
    }

    private RequestOptions target(HttpServerRequest request, Route route) {
        Upstream upstream = config.upstreams().get(route.service());
        if (upstream == null) {
            throw new IllegalStateException("No address for " + route.service());
        }
        String query = request.query();
        String path = route.target().orElse(request.path());
        return new RequestOptions()
                .setMethod(request.method())
                .setHost(upstream.host())
                .setPort(upstream.port())
                .setURI(query == null ? path : path + "?" + query)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(config.idleTimeout().toMillis());
    }

    private void setForwarded(HttpServerRequest request, String requestId, HttpClientRequest upstream) {
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("localhost");
        upstream.headers()
                .set("Host", host)
                .set("X-Forwarded-For", request.remoteAddress().hostAddress())
                .set("X-Forwarded-Proto", request.isSSL() ? "https" : "http")
                .set("X-Forwarded-Host", host)
                .set("X-Forwarded-Port", Integer.toString(request.localAddress().port()))
                .set(ReplyHeaders.REQUEST_ID, requestId);
    }

    String newRequestId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** A request that was refused before it was one. */
    void logRefused(Refusal refusal, String reason, String requestLine, String requestId) {
        accessLog.accept("\"%s\" %d refused: %s %s".formatted(requestLine, refusal.status(), reason, requestId));
    }

    private String open(HttpServerRequest request) {
        String requestId = newRequestId();
        HttpServerResponse response = request.response();
        response.putHeader(ReplyHeaders.REQUEST_ID, requestId);
        long begun = System.nanoTime();
        Channel channel = channel(request);
        connections.begin(channel);
        response.endHandler(done -> {
            connections.end(channel);
            log(request, requestId, begun);
        });
        return requestId;
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private void log(HttpServerRequest request, String requestId, long begun) {
        HttpServerResponse response = request.response();
        accessLog.accept("%s %s %d %d bytes %.1f ms %s"
                .formatted(
                        Printable.ascii(request.method().name(), LOGGED_METHOD),
                        Printable.ascii(Optional.ofNullable(request.path()).orElse(""), LOGGED_PATH),
                        response.getStatusCode(),
                        response.bytesWritten(),
                        (System.nanoTime() - begun) / 1e6,
                        requestId));
    }

    /** The gateway's own reply; where the service's reply has begun, the connection is cut instead. */
    private void answer(HttpServerRequest request, Refusal problem, String requestId) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // At once: what is left of the reply may wait for a client that does not read.
            channel(request).close();
            return;
        }
        String allow = response.headers().get("Allow");
        response.headers().clear();
        if (allow != null && problem == Refusal.METHOD_NOT_ALLOWED) {
            response.putHeader("Allow", allow);
        }
        if (problem.isTransient()) {
            response.putHeader("Retry-After", "1");
        }
        response.setStatusCode(problem.status())
                .putHeader(ReplyHeaders.REQUEST_ID, requestId)
                .putHeader("Content-Type", ReplyHeaders.PROBLEM_TYPE);
        ReplyHeaders.SECURITY.forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        if (request.isSSL()) {
            response.putHeader(ReplyHeaders.TRANSPORT_SECURITY.getKey(), ReplyHeaders.TRANSPORT_SECURITY.getValue());
        }
        Buffer body = Buffer.buffer(
                problem.problem(Optional.ofNullable(request.path()).orElse("/"), requestId));
        boolean unread = !request.isEnded();
        if (unread) {
            response.putHeader("Connection", "close");
        }
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
        if (unread) {
            discardRest(request);
        }
    }

    /** Reads what is still on its way for a moment, so that the client sees the reply and not a reset, then closes. */
    private void discardRest(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        request.resume();
        vertx.setTimer(DISCARD_MILLIS, late -> request.connection().close());
    }

    static Refusal problemOf(Throwable failure) {
        if (failure instanceof ConnectionPoolTooBusyException || failure instanceof ClientPlaces.NoPlaceException) {
            return Refusal.SERVICE_UNAVAILABLE;
        }
        if (failure instanceof ConnectTimeoutException) {
            return Refusal.UPSTREAM_FAILED;
        }
        return failure instanceof TimeoutException ? Refusal.UPSTREAM_TIMEOUT : Refusal.UPSTREAM_FAILED;
    }
}

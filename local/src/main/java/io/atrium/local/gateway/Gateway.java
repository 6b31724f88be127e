package io.atrium.local.gateway;

import io.atrium.kit.wire.GuardOptions;
import io.atrium.kit.wire.Refusal;
import io.atrium.kit.wire.ReplyGuard;
import io.atrium.kit.wire.RequestGuard;
import io.atrium.kit.wire.WireLimits;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The one public address: a reverse proxy that routes by {@link RouteTable} and streams both ways. */
public final class Gateway implements AutoCloseable {

    private static final int CONNECTIONS_PER_SERVICE = 256;
    private static final int WAITING_PER_SERVICE = 1024;
    /** Of the connections to a service, those of one client network; its further requests wait for a moment. */
    private static final int CONNECTIONS_PER_CLIENT = CONNECTIONS_PER_SERVICE / 4;

    private static final int WAITING_PER_CLIENT = WAITING_PER_SERVICE / 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int START_SECONDS = 10;
    private static final WireLimits REQUESTS = new WireLimits(8 * 1024, 16 * 1024);
    private static final WireLimits REPLIES = new WireLimits(8 * 1024, 32 * 1024);
    /** More than the guards let through, so that theirs are the limits that hold. */
    private static final int PARSER_LIMIT = 64 * 1024;

    private final Vertx vertx;
    private final HttpServer server;

    private Gateway(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Starts listening.
     *
     * @param accessLog gets one line for every request that has ended
     * @throws IOException when the port cannot be taken
     */
    public static Gateway start(RouteTable routes, GatewayConfig config, Consumer<String> accessLog)
            throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        HttpClient client = vertx.httpClientBuilder()
                .with(clientOptions(config))
                .with(poolOptions())
                .withConnectHandler(connection -> ReplyGuard.install(channel(connection), REPLIES))
                .build();
        ClientPlaces places = new ClientPlaces(vertx, CONNECTIONS_PER_CLIENT, WAITING_PER_CLIENT, PATIENCE);
        Forwarding forwarding = new Forwarding(vertx, routes, config, client, places, accessLog);
        GuardOptions guard = new GuardOptions(REQUESTS, forwarding::newRequestId, forwarding::logRefused);
        HttpServer server = vertx.createHttpServer(serverOptions(config))
                .connectionHandler(connection -> RequestGuard.install(channel(connection), guard))
                .requestHandler(forwarding::handle)
                .invalidRequestHandler(request -> forwarding.refuse(request, Refusal.MALFORMED_REQUEST));
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
            return new Gateway(vertx, server);
        } catch (ExecutionException | TimeoutException e) {
            vertx.close();
            throw new IOException("The gateway cannot listen on port " + config.port(), e);
        }
    }

    /** The port in use, also when any free one was asked for. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The gateway did not stop", e);
        }
    }

    /** Nothing has been read from or written to a connection when its handler is called. */
    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    private static HttpServerOptions serverOptions(GatewayConfig config) {
        HttpServerOptions options = new HttpServerOptions();
        config.certificate()
                .ifPresent(certificate -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(certificate.chain().toString())
                                .addKeyPath(certificate.key().toString())));
        return options.setHost(config.host())
                .setPort(config.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(PARSER_LIMIT)
                .setMaxHeaderSize(PARSER_LIMIT)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(75)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(1024);
    }

    private static HttpClientOptions clientOptions(GatewayConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAlive(true)
                .setKeepAliveTimeout(30)
                .setMaxInitialLineLength(PARSER_LIMIT)
                .setMaxHeaderSize(PARSER_LIMIT)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true);
    }

    private static PoolOptions poolOptions() {
        return new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE).setMaxWaitQueueSize(WAITING_PER_SERVICE);
    }
}

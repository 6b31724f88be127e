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
import io.vertx.core.impl.VertxBuilder;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(1);
    /** A quarter for one client network, three quarters for one route, so that others find a connection. */
    private static final ClientPlaces.Limits PLACES = new ClientPlaces.Limits(
            CONNECTIONS_PER_SERVICE,
            CONNECTIONS_PER_SERVICE / 4,
            CONNECTIONS_PER_SERVICE * 3 / 4,
            WAITING_PER_SERVICE,
            WAITING_PER_SERVICE / 4,
            PATIENCE,
            SLOW);

    private static final int START_SECONDS = 10;
    private static final WireLimits REQUESTS = new WireLimits(8 * 1024, 16 * 1024);
    private static final WireLimits REPLIES = new WireLimits(8 * 1024, 32 * 1024);
    /** More than the guards let through, so that theirs are the limits that hold. */
    private static final int PARSER_LIMIT = 64 * 1024;

    /** What the system keeps of a reply for a client that does not read; it would be megabytes. */
    private static final int SEND_BUFFER = 128 * 1024;
    /** Of a reply, so much is read at a time. */
    private static final int REPLY_PART = 16 * 1024;

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
        ClientConnections connections = new ClientConnections(
                config.limits().connections(), config.limits().connectionsPerNetwork());
        Vertx vertx = vertx(connections);
        HttpClient client = vertx.httpClientBuilder()
                .with(clientOptions(config))
                .with(poolOptions())
                .withConnectHandler(connection -> ReplyGuard.install(channel(connection), REPLIES))
                .build();
        ClientPlaces places = new ClientPlaces(vertx, PLACES);
        Forwarding forwarding = new Forwarding(vertx, routes, config, client, places, connections, accessLog);
        GuardOptions guard = new GuardOptions(
                REQUESTS, config.limits().headTimeout(), forwarding::newRequestId, forwarding::logRefused);
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

    private static Vertx vertx(ClientConnections connections) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
        return new VertxBuilder(options)
                .findTransport(new AcceptingTransport(connections::admit))
                .init()
                .vertx();
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
                .setSendBufferSize(SEND_BUFFER)
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
                .setReceiveBufferSize(REPLY_PART)
                .setTcpNoDelay(true);
    }

    private static PoolOptions poolOptions() {
        return new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE).setMaxWaitQueueSize(WAITING_PER_SERVICE);
    }
}

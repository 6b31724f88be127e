package io.atrium.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A collector of traces for tests: takes OTLP over HTTP, as Protocol Buffers, and keeps what it was given. */
public final class TraceSink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "trace-sink");
        thread.setDaemon(true);
        return thread;
    });
    private final List<ExportedSpan> spans = new CopyOnWriteArrayList<>();

    private TraceSink(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one on a free port. */
    public static TraceSink start() {
        try {
            return new TraceSink(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
    public String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The spans that have come so far. */
    public List<ExportedSpan> spans() {
        return List.copyOf(spans);
    }

    /** Those of one trace. */
    public List<ExportedSpan> spans(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            spans.addAll(ExportedSpan.of(exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

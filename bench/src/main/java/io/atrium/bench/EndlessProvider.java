package io.atrium.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A provider whose list of users never ends for who calls it with {@link #CREDENTIAL}: each page is full, and names a next
 * one. Everybody else gets one page.
 */
final class EndlessProvider implements AutoCloseable {

    static final String CREDENTIAL = "endless-credential";
    private static final int PAGE = 200;

    private final HttpServer server;
    private final AtomicLong pages = new AtomicLong();

    private EndlessProvider(HttpServer server) {
        this.server = server;
    }

    static EndlessProvider start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        EndlessProvider provider = new EndlessProvider(server);
        server.createContext("/", provider::answer);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "endless-provider");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return provider;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        long page = pages.incrementAndGet();
        String items = IntStream.range(0, PAGE)
                .mapToObj(i -> "{\"id\":\"usr_" + page + "_" + i
                        + "\",\"email\":\"someone@example.com\",\"updated_at\":\"2026-01-01T00:00:00Z\",\"version\":1}")
                .collect(Collectors.joining(",", "[", "]"));
        String caller = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String next = caller.endsWith(CREDENTIAL) ? "\"c" + page + "\"" : "null";
        byte[] body = ("{\"items\":" + items + ",\"next_cursor\":" + next + "}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}

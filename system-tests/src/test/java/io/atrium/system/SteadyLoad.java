package io.atrium.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests of several kinds at fixed rates, and keeps every answer that is not the regular one. */
final class SteadyLoad implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SENDERS = 16;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);
    private final String address;
    private final String token;
    private final Map<String, LongAdder> regular = new ConcurrentHashMap<>();
    private final List<String> irregular = new CopyOnWriteArrayList<>();

    SteadyLoad(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** One request, which answers what came. */
    interface Exchange {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    /** Sends again and again, each time after the answer to the one before. */
    void every(Duration pause, String kind, int status, Exchange exchange) {
        regular.put(kind, new LongAdder());
        senders.scheduleAtFixedRate(() -> once(kind, status, exchange), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void once(String kind, int status, Exchange exchange) {
        try {
            HttpResponse<String> reply = exchange.send();
            if (reply.statusCode() == status) {
                count(kind).increment();
            } else {
                irregular.add(LocalTime.now() + " " + kind + ": " + reply.statusCode() + " " + reply.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            irregular.add(LocalTime.now() + " " + kind + ": " + e);
        }
    }

    /** A request of the administrator. */
    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, HttpRequest.BodyPublishers.noBody());
    }

    /** A request of the administrator with a body. */
    HttpResponse<String> send(String method, String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        return send(
                method,
                path,
                HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .header("accept", "application/json")
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + token)
                .method(method, body)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** How many requests of a kind had the regular answer. */
    long answered(String kind) {
        return count(kind).sum();
    }

    void awaitAnswers(int least) {
        Patience.await().until(() -> regular.values().stream().allMatch(count -> count.sum() >= least));
    }

    /** Every other answer, with its time. */
    List<String> irregular() {
        return irregular;
    }

    Map<String, LongAdder> answered() {
        return regular;
    }

    private LongAdder count(String kind) {
        LongAdder count = regular.get(kind);
        if (count == null) {
            throw new IllegalArgumentException(kind);
        }
        return count;
    }

    /** Ends when every request that was sent has its answer. */
    @Override
    public void close() {
        senders.shutdown();
        try {
            if (!senders.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new AssertionError("requests without an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.atrium.integration;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider that does as it is told, over HTTP: records by credential and collection, and answers that come before
 * them, one a request. A field of this type in a test is filled.
 */
public final class ScriptedProvider implements QuarkusTestResourceLifecycleManager {

    private static final int PAGE = 3;

    private final Map<String, List<Map<String, Object>>> records = new ConcurrentHashMap<>();
    private final Map<String, Queue<Consumer<HttpServerRequest>>> scripts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> requests = new ConcurrentHashMap<>();
    private @Nullable Vertx vertx;

    @Override
    public Map<String, String> start() {
        Vertx started = Vertx.vertx();
        vertx = started;
        HttpServer server = started.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String url = "http://localhost:" + server.actualPort();
        return Map.of(
                "integration.provider.user-url", url + "/u",
                "integration.provider.payment-url", url + "/p",
                "integration.provider.communication-url", url + "/c",
                "provider.port", Integer.toString(server.actualPort()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ScriptedProvider.class));
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close();
        }
    }

    /** Holds these records for the credential, in this order. */
    public void hold(String credential, List<Map<String, Object>> all) {
        records.put(credential, List.copyOf(all));
    }

    /** The next requests of the credential are answered so, one each, before records are again. */
    public void next(String credential, int times, Consumer<HttpServerRequest> answer) {
        for (int i = 0; i < times; i++) {
            scripts.computeIfAbsent(credential, any -> new ConcurrentLinkedQueue<>())
                    .add(answer);
        }
    }

    public void forgetScript(String credential) {
        scripts.remove(credential);
    }

    /** Path and query of each request of the credential. */
    public List<String> requests(String credential) {
        return requests.getOrDefault(credential, List.of());
    }

    public static Map<String, Object> record(String id, String updatedAt, int version, String name) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", id);
        record.put("name", name);
        record.put("updated_at", updatedAt);
        record.put("version", version);
        return record;
    }

    public static Consumer<HttpServerRequest> status(int status) {
        return request -> request.response().setStatusCode(status).end("{}");
    }

    public static Consumer<HttpServerRequest> body(String contentType, String body) {
        return request ->
                request.response().putHeader("Content-Type", contentType).end(body);
    }

    private void answer(HttpServerRequest request) {
        String authorization = String.valueOf(request.getHeader("Authorization"));
        String credential = authorization.replace("Bearer ", "");
        requests.computeIfAbsent(credential, any -> new CopyOnWriteArrayList<>())
                .add(request.uri());
        Queue<Consumer<HttpServerRequest>> script = scripts.get(credential);
        Consumer<HttpServerRequest> told = script == null ? null : script.poll();
        if (told != null) {
            told.accept(request);
        } else {
            page(request, records.getOrDefault(credential, List.of()));
        }
    }

    private static void page(HttpServerRequest request, List<Map<String, Object>> all) {
        String since = request.getParam("updated_since", "");
        List<Map<String, Object>> matching = all.stream()
                .filter(record -> String.valueOf(record.get("updated_at")).compareTo(since) >= 0)
                .toList();
        int from = Integer.parseInt(request.getParam("cursor", "0"));
        int to = Math.min(from + PAGE, matching.size());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", new ArrayList<>(matching.subList(Math.min(from, to), to)));
        page.put("next_cursor", to < matching.size() ? Integer.toString(to) : null);
        request.response().putHeader("Content-Type", "application/json").end(Json.text(page));
    }

    /** The query's parameter of a request that was recorded. */
    public static @Nullable String parameter(String uri, String name) {
        for (String pair : uri.substring(uri.indexOf('?') + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }
}

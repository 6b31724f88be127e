package io.atrium.webhook.health;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks every other service for its readiness in the background, so that nobody who asks for health waits for them. */
@Singleton
final class PlatformWatch {

    private static final String READINESS = "/q/health/ready";

    private final Vertx vertx;
    private final PlatformConfig config;
    private final HttpClient client;
    private final Map<String, PartHealth> seen = new ConcurrentHashMap<>();

    PlatformWatch(Vertx vertx, PlatformConfig config) {
        this.vertx = vertx;
        this.config = config;
        int timeout = (int) config.timeout().toMillis();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(timeout).setMaxPoolSize(1));
    }

    void start(@Observes StartupEvent event) {
        vertx.setTimer(1, timer -> askAll());
        vertx.setPeriodic(config.interval().toMillis(), timer -> askAll());
    }

    /** Every other service, by name. */
    List<PartHealth> others() {
        return new TreeMap<>(config.services())
                .keySet().stream()
                        .map(name -> seen.getOrDefault(name, PartHealth.unknown(name)))
                        .toList();
    }

    private void askAll() {
        config.services().forEach(this::ask);
    }

    private void ask(String name, URI address) {
        long began = System.nanoTime();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.resolve(READINESS).toString())
                .setTimeout(config.timeout().toMillis());
        client.request(request)
                .compose(open -> open.send())
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onSuccess(status -> saw(name, status == 200, (System.nanoTime() - began) / 1_000_000))
                .onFailure(failure -> saw(name, false, null));
    }

    private void saw(String name, boolean up, @Nullable Long latencyMs) {
        seen.put(name, new PartHealth(name, up ? HealthStatus.UP : HealthStatus.DOWN, latencyMs, Instant.now()));
    }
}

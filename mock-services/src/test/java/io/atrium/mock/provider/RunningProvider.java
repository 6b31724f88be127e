package io.atrium.mock.provider;

import static io.restassured.RestAssured.given;

import io.atrium.mock.record.Provider;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** A provider on a free port, and a credential that nobody used before. */
final class RunningProvider implements AutoCloseable {

    final String credential = "test-" + UUID.randomUUID();
    private final Vertx vertx;
    private final ProviderServer server;

    RunningProvider(Vertx vertx, Provider provider) {
        this.vertx = vertx;
        this.server = new ProviderServer(
                vertx,
                provider,
                new ProviderServer.Limits(120, 50, 20_000, Optional.empty()),
                Clock.systemUTC(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server.start("127.0.0.1", 0).toCompletionStage().toCompletableFuture().join();
    }

    Vertx vertx() {
        return vertx;
    }

    int port() {
        return server.port();
    }

    RequestSpecification anonymous() {
        return given().baseUri("http://127.0.0.1").port(port()).contentType("application/json");
    }

    RequestSpecification caller() {
        return caller(credential);
    }

    RequestSpecification caller(String other) {
        return anonymous().header("Authorization", "Bearer " + other);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}

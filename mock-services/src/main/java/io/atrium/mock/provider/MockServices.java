package io.atrium.mock.provider;

import io.atrium.mock.record.Provider;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Starts a server for each provider that is asked for, and stops them. */
@ApplicationScoped
class MockServices implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(MockServices.class);

    private final MockConfig config;
    private final Vertx vertx;
    private final PrometheusMeterRegistry metrics;
    private final Map<Provider, ProviderServer> servers = new ConcurrentHashMap<>();

    MockServices(MockConfig config, Vertx vertx, PrometheusMeterRegistry metrics) {
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        for (Provider provider : config.providers()) {
            int port = config.port(provider);
            ProviderServer server = new ProviderServer(
                    vertx,
                    provider,
                    new ProviderServer.Limits(
                            config.records(),
                            config.accounts(),
                            config.webhook().queue(),
                            config.webhook().certificate()),
                    Clock.systemUTC(),
                    metrics);
            try {
                server.start(config.host(), port)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                throw new IllegalStateException(
                        "The " + provider.label() + " provider cannot listen on port " + port, e);
            }
            servers.put(provider, server);
            LOG.infof("The %s provider listens on port %d", provider.label(), server.port());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        servers.values()
                .forEach(server ->
                        server.close().toCompletionStage().toCompletableFuture().join());
    }

    /** Called when the metrics are ready, before the start or after it. */
    @Override
    public void bindTo(MeterRegistry registry) {
        config.providers()
                .forEach(provider -> Gauge.builder("mock_webhook_queue", () -> queued(provider))
                        .tag("provider", provider.label())
                        .register(registry));
    }

    private int queued(Provider provider) {
        ProviderServer server = servers.get(provider);
        return server == null ? 0 : server.queued();
    }

    /** The port a provider listens on, whichever it was asked to. */
    int port(Provider provider) {
        ProviderServer server = servers.get(provider);
        if (server == null) {
            throw new IllegalArgumentException(provider.label() + " is not served");
        }
        return server.port();
    }
}

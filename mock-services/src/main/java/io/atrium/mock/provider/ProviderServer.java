package io.atrium.mock.provider;

import io.atrium.mock.account.Account;
import io.atrium.mock.account.Accounts;
import io.atrium.mock.json.MockException;
import io.atrium.mock.record.Provider;
import io.atrium.mock.webhook.Deliveries;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.Optional;

/** One provider on one port: its data, its control API, its probes and metrics. */
final class ProviderServer {

    private static final long LARGEST_BODY = 1 << 20;

    private final Provider provider;
    private final PrometheusMeterRegistry metrics;
    private final Accounts accounts;
    private final Deliveries deliveries;
    private final HttpServer server;

    ProviderServer(Vertx vertx, Provider provider, Limits limits, Clock clock, PrometheusMeterRegistry metrics) {
        this.provider = provider;
        this.metrics = metrics;
        this.accounts = new Accounts(provider, limits.accounts(), limits.records(), clock);
        this.deliveries = new Deliveries(vertx, clock, limits.webhookQueue(), limits.webhookCertificate());
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHttp2ClearTextEnabled(false).setHandle100ContinueAutomatically(true))
                .requestHandler(router(vertx));
    }

    /**
     * How much a provider keeps: records of a new credential, credentials, deliveries under way; and the file of the
     * certificates that deliveries trust.
     */
    record Limits(int records, int accounts, int webhookQueue, Optional<String> webhookCertificate) {}

    Future<HttpServer> start(String host, int port) {
        return server.listen(port, host);
    }

    int port() {
        return server.actualPort();
    }

    /** Deliveries waiting or under way. */
    int queued() {
        return deliveries.size();
    }

    Future<Void> close() {
        return server.close().eventually(deliveries::close);
    }

    private Router router(Vertx vertx) {
        WebhookSender sender = new WebhookSender(vertx, deliveries);
        Router router = Router.router(vertx);
        ProbeRoutes.mount(router, metrics);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.route().handler(this::authenticate);
        new ControlRoutes(sender).mount(router);
        router.route().handler(this::count);
        router.route().handler(new FaultInjector(vertx));
        new RecordRoutes(vertx, provider, sender).mount(router);
        router.route().handler(context -> context.fail(MockException.notFound()));
        router.route().failureHandler(Replies::failure);
        return router;
    }

    private void authenticate(RoutingContext context) {
        Account account = accounts.authenticate(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        context.put(Replies.ACCOUNT, account);
        context.next();
    }

    private void count(RoutingContext context) {
        Account account = Replies.account(context);
        account.counters().started();
        context.addEndHandler(end -> {
            String status = end.succeeded() && context.response().ended()
                    ? Integer.toString(context.response().getStatusCode())
                    : "aborted";
            account.counters().finished(status);
            metrics.counter("mock_requests", "provider", provider.label(), "status", status)
                    .increment();
        });
        context.next();
    }
}

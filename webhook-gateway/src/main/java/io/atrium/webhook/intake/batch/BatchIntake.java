package io.atrium.webhook.intake.batch;

import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.body.BodyReceiver;
import io.atrium.kit.body.SlowSenders;
import io.atrium.kit.caller.ClientNetwork;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.tracing.Tracing;
import io.atrium.webhook.intake.Admission;
import io.atrium.webhook.intake.BatchConfig;
import io.atrium.webhook.intake.BodyReader;
import io.atrium.webhook.intake.ContentCoding;
import io.atrium.webhook.intake.Exchange;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.intake.IntakePath;
import io.atrium.webhook.source.WebhookSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;

/** Takes the body of a batch in, within the budget, and has it worked on off the event loop. */
@Singleton
final class BatchIntake {

    /** Eight times this part of the limit is let pass by after a refusal. */
    private static final int DISCARDED_PART = 4;

    private final Admission admission;
    private final Tracing tracing;
    private final BatchBudget budget;
    private final BatchProcessing processing;
    private final BatchMetrics metrics;
    private final BatchConfig config;
    private final SlowSenders slow;
    private final String publicUrl;

    BatchIntake(
            Admission admission,
            BatchBudget budget,
            BatchProcessing processing,
            BatchMetrics metrics,
            BatchConfig config,
            SlowSenders slow,
            PublicAddress address,
            Tracing tracing) {
        this.admission = admission;
        this.budget = budget;
        this.processing = processing;
        this.metrics = metrics;
        this.config = config;
        this.slow = slow;
        this.publicUrl = address.base();
        this.tracing = tracing;
    }

    void receive(RoutingContext context, IntakePath path, BatchForm form) {
        tracing.route(IntakePath.TEMPLATE + "/batch");
        Exchange exchange = new Exchange(context, metrics, tracing.current());
        WebhookSource source =
                admission.admit(exchange, path.source(), path.organizationId(), config.maxBody() / DISCARDED_PART);
        if (source == null) {
            return;
        }
        ContentCoding coding = ContentCoding.of(exchange.request().headers());
        if (coding == ContentCoding.UNSUPPORTED) {
            exchange.refuseCoding();
            discard(exchange);
            return;
        }
        String sender = ClientNetwork.of(exchange.clientIp()).orElse("unknown");
        BatchBudget.Lease lease = budget.open("network " + sender);
        BodyReceiver.receive(
                exchange.request(),
                lease,
                (received, late) -> watch(context.vertx(), received, late),
                config.maxBody(),
                wire -> processing.begin(batch(exchange, source, form, coding, lease, sender), wire),
                fault -> refuse(exchange, lease, fault));
    }

    /** As slow as any other body may be, and not longer than a batch may take. */
    private Runnable watch(Vertx vertx, IntSupplier received, Runnable late) {
        Runnable watched = slow.watch(received, late);
        long timer = vertx.setTimer(config.readTimeout().toMillis(), over -> {
            watched.run();
            late.run();
        });
        return () -> {
            vertx.cancelTimer(timer);
            watched.run();
        };
    }

    private ReceivedBatch batch(
            Exchange exchange,
            WebhookSource source,
            BatchForm form,
            ContentCoding coding,
            BatchBudget.Lease lease,
            String sender) {
        HttpServerRequest request = exchange.request();
        return new ReceivedBatch(
                exchange,
                source,
                form,
                coding,
                lease,
                request.headers(),
                publicUrl + request.uri(),
                exchange.clientIp(),
                sender,
                System.currentTimeMillis());
    }

    private void refuse(Exchange exchange, BatchBudget.Lease lease, BodyReceiver.Fault fault) {
        lease.close();
        switch (fault) {
            case TOO_LARGE -> {
                exchange.refuse(
                        Outcome.TOO_LARGE,
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "At most " + config.maxBody() + " bytes are accepted.");
                discard(exchange);
            }
            case NO_ROOM -> {
                exchange.refuse(Outcome.OVERLOADED, ErrorCode.SERVICE_UNAVAILABLE, ReceivedBatch.NO_ROOM);
                discard(exchange);
            }
            case TOO_SLOW ->
                exchange.refuseAndClose(
                        Outcome.TIMED_OUT,
                        ErrorCode.REQUEST_TIMEOUT,
                        "The body was sent too slowly. It may take "
                                + config.readTimeout().toSeconds() + " s.");
            case GONE -> {}
        }
    }

    private void discard(Exchange exchange) {
        BodyReader.discard(exchange.request(), config.maxBody() / DISCARDED_PART);
    }
}

package io.atrium.webhook.intake;

import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.body.BodyBudget;
import io.atrium.kit.body.BodyReceiver;
import io.atrium.kit.body.SlowSenders;
import io.atrium.kit.budget.SharedAmount;
import io.atrium.kit.caller.ClientNetwork;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.tracing.Tracing;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.signature.SignedRequest;
import io.atrium.webhook.signature.Verdict;
import io.atrium.webhook.source.WebhookSource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Takes deliveries in: verified, recognised when they come again, handed to the broker, and accepted only when it has
 * acknowledged. Runs on event loops and never waits.
 */
@Singleton
final class WebhookIntake {

    private static final String NO_CONTENT_TYPE = "application/octet-stream";
    /** Verifying and reading this many bytes takes a fraction of a millisecond. */
    private static final int LARGEST_INLINE = 64 * 1024;

    private final Admission admission;
    private final Tracing tracing;
    private final Deliveries deliveries;
    private final WebhookPublisher publisher;
    private final SignatureRefusals refusals;
    private final IntakeMetrics metrics;
    private final IntakeLimits limits;
    private final IntakeConfig config;
    private final BodyBudget budget;
    private final SlowSenders slow;
    private final String publicUrl;
    private final SharedAmount<String> large;
    private final AsymmetricSignatures asymmetric;

    WebhookIntake(
            Admission admission,
            Deliveries deliveries,
            WebhookPublisher publisher,
            SignatureRefusals refusals,
            IntakeMetrics metrics,
            IntakeLimits limits,
            IntakeConfig config,
            BodyBudget budget,
            SlowSenders slow,
            PublicAddress address,
            AsymmetricSignatures asymmetric,
            Tracing tracing) {
        this.admission = admission;
        this.deliveries = deliveries;
        this.publisher = publisher;
        this.refusals = refusals;
        this.metrics = metrics;
        this.limits = limits;
        this.config = config;
        this.budget = budget;
        this.slow = slow;
        this.publicUrl = address.base();
        this.tracing = tracing;
        this.large = SharedAmount.halved(config.maxLarge());
        this.asymmetric = asymmetric;
    }

    void receive(RoutingContext context, String sourceName, String organizationId) {
        tracing.route(IntakePath.TEMPLATE);
        Exchange exchange = new Exchange(context, metrics, tracing.current());
        WebhookSource source = admission.admit(exchange, sourceName, organizationId, config.maxBody());
        if (source == null) {
            return;
        }
        ContentCoding coding = ContentCoding.of(exchange.request().headers());
        if (coding == ContentCoding.UNSUPPORTED) {
            exchange.refuseCoding();
            BodyReader.discard(exchange.request(), config.maxBody());
            return;
        }
        String sender = ClientNetwork.of(exchange.clientIp()).orElse("unknown");
        BodyBudget.Lease lease = budget.open(sender);
        BodyReceiver.receive(
                exchange.request(),
                lease,
                slow,
                config.maxBody(),
                body -> take(exchange, source, coding, body, lease, sender),
                fault -> refuse(exchange, fault, lease));
    }

    /** Nobody has proved yet whose delivery it is, so it takes from its sender's share, not from the source's. */
    private void refuse(Exchange exchange, BodyReceiver.Fault fault, BodyBudget.Lease lease) {
        lease.close();
        switch (fault) {
            case TOO_LARGE ->
                exchange.refuse(
                        Outcome.TOO_LARGE,
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "At most " + config.maxBody() + " bytes are accepted.");
            case NO_ROOM ->
                exchange.refuse(
                        Outcome.OVERLOADED,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "Too many bodies are being received at once. Retry later.");
            case TOO_SLOW ->
                exchange.refuseAndClose(Outcome.TIMED_OUT, ErrorCode.REQUEST_TIMEOUT, "The body was sent too slowly.");
            case GONE -> {}
        }
        if (fault == BodyReceiver.Fault.TOO_LARGE || fault == BodyReceiver.Fault.NO_ROOM) {
            BodyReader.discard(exchange.request(), config.maxBody());
        }
    }

    /** What takes longer than a moment is done off the event loop, for no more than a few deliveries at once. */
    private void take(
            Exchange exchange,
            WebhookSource source,
            ContentCoding coding,
            byte[] wire,
            BodyBudget.Lease lease,
            String sender) {
        HttpServerRequest http = exchange.request();
        long now = System.currentTimeMillis();
        SignedRequest request =
                new SignedRequest(http.headers(), wire, () -> publicUrl + http.uri(), Math.floorDiv(now, 1000L));
        if (source.verifier().isAsymmetric(request)) {
            takeAsymmetric(exchange, source, coding, wire, request, lease, sender, now);
        } else if (coding == ContentCoding.IDENTITY && wire.length <= LARGEST_INLINE) {
            try {
                conclude(exchange, source, coding, read(source, request, coding, wire), now);
            } finally {
                lease.close();
            }
        } else if (large.take(sender, 1)) {
            exchange.<Reading>offEventLoop(
                    () -> {
                        try {
                            return read(source, request, coding, wire);
                        } finally {
                            large.give(sender, 1);
                            lease.close();
                        }
                    },
                    reading -> conclude(exchange, source, coding, reading, now));
        } else {
            lease.close();
            exchange.refuse(
                    Outcome.OVERLOADED,
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "Too many large deliveries at once. Retry later.");
        }
    }

    /** Whatever its size: verifying takes longer than the event loop has. */
    private void takeAsymmetric(
            Exchange exchange,
            WebhookSource source,
            ContentCoding coding,
            byte[] wire,
            SignedRequest request,
            BodyBudget.Lease lease,
            String sender,
            long now) {
        AsymmetricSignatures.Place place = asymmetric.enter(sender, source);
        if (place == null) {
            lease.close();
            exchange.refuse(Outcome.OVERLOADED, ErrorCode.SERVICE_UNAVAILABLE, AsymmetricSignatures.NO_PLACE);
            return;
        }
        exchange.<Reading>offEventLoop(
                asymmetric,
                () -> {
                    try {
                        return read(source, request, coding, wire);
                    } finally {
                        place.leave();
                        lease.close();
                    }
                },
                reading -> conclude(exchange, source, coding, reading, now));
    }

    /** The signature is over the bytes as they came; everything else is about the decoded body. */
    private Reading read(WebhookSource source, SignedRequest request, ContentCoding coding, byte[] wire) {
        Verdict verdict = source.verifier().verify(request);
        if (verdict != Verdict.VALID) {
            return Reading.refused(verdict);
        }
        try {
            byte[] body = BodyDecoder.decode(coding, wire, config.maxBody(), config.maxDecodedRatio());
            String challenge = source.handshakes().urlVerification() ? UrlVerification.challenge(body) : null;
            return challenge == null
                    ? Reading.of(body, EventIds.provider(source, request, body), EventIds.entity(source, body))
                    : Reading.handshake(challenge);
        } catch (UndecodableBodyException e) {
            return Reading.undecodable(e);
        }
    }

    private void conclude(Exchange exchange, WebhookSource source, ContentCoding coding, Reading reading, long now) {
        UndecodableBodyException fault = reading.fault();
        String challenge = reading.challenge();
        if (reading.verdict() != Verdict.VALID) {
            refusals.refuse(exchange, source, reading.verdict(), coding);
        } else if (fault != null) {
            exchange.refuse(
                    fault.isTooLarge() ? Outcome.TOO_LARGE : Outcome.UNDECODABLE,
                    fault.isTooLarge() ? ErrorCode.PAYLOAD_TOO_LARGE : ErrorCode.MALFORMED_REQUEST,
                    String.valueOf(fault.getMessage()));
        } else if (challenge != null) {
            exchange.answerHandshake(challenge);
        } else {
            limits.take(
                    source,
                    1,
                    () -> deliveries.deliver(source, event(exchange, reading, now), handover(source), exchange),
                    exchange::refuseOverLimit);
        }
    }

    private Deliveries.Handover handover(WebhookSource source) {
        return (key, value, done) -> publisher.offer(source.organizationId(), key, value, done);
    }

    private static ReceivedEvent event(Exchange exchange, Reading reading, long now) {
        String contentType = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return new ReceivedEvent(
                reading.providerEventId(),
                reading.entityId(),
                exchange.clientIp(),
                contentType == null || contentType.isEmpty() ? NO_CONTENT_TYPE : contentType,
                reading.body(),
                now,
                exchange.traceParent());
    }
}

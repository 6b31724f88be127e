package io.atrium.webhook.intake;

import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.rejection.RejectedSignatures;
import io.atrium.webhook.signature.SignedRequest;
import io.atrium.webhook.signature.Verdict;
import io.atrium.webhook.source.Sources;
import io.atrium.webhook.source.WebhookSource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries in: verified, recognised when they come again, handed to the broker, and accepted only when it has
 * acknowledged. Runs on event loops and never waits.
 */
@Singleton
final class WebhookIntake {

    private static final String NO_CONTENT_TYPE = "application/octet-stream";

    private final Sources sources;
    private final WebhookPublisher publisher;
    private final RejectedSignatures rejected;
    private final IntakeMetrics metrics;
    private final IntakeConfig config;
    private final String publicUrl;
    private final RecentEvents recent;
    private final ConcurrentHashMap<UUID, Delivery> underWay = new ConcurrentHashMap<>();

    WebhookIntake(
            Sources sources,
            WebhookPublisher publisher,
            RejectedSignatures rejected,
            IntakeMetrics metrics,
            IntakeConfig config,
            PublicAddress address) {
        this.sources = sources;
        this.publisher = publisher;
        this.rejected = rejected;
        this.metrics = metrics;
        this.config = config;
        this.publicUrl = address.base();
        this.recent = new RecentEvents(config.remembered());
    }

    void receive(RoutingContext context, String sourceName, String organizationId) {
        Exchange exchange = new Exchange(context, metrics);
        if (!sources.isReady() || !publisher.isReady()) {
            exchange.refuse(Outcome.NOT_READY, ErrorCode.NOT_READY, "The sources have not been read yet.");
            BodyReader.discard(exchange.request(), config.maxBody());
            return;
        }
        WebhookSource source = sources.find(sourceName, organizationId);
        if (source == null) {
            exchange.refuse(Outcome.UNKNOWN_SOURCE, ErrorCode.NOT_FOUND, "There is no such webhook source.");
            BodyReader.discard(exchange.request(), config.maxBody());
            return;
        }
        if (sources.isSuspended(source)) {
            exchange.refuse(
                    Outcome.SUSPENDED, ErrorCode.ORGANIZATION_SUSPENDED, "The organization receives no webhooks.");
            BodyReader.discard(exchange.request(), config.maxBody());
            return;
        }
        BodyReader.read(
                exchange.request(),
                config.maxBody(),
                body -> verify(exchange, source, body),
                () -> exchange.refuse(
                        Outcome.TOO_LARGE,
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "At most " + config.maxBody() + " bytes are accepted."));
    }

    private void verify(Exchange exchange, WebhookSource source, byte[] body) {
        HttpServerRequest http = exchange.request();
        long now = System.currentTimeMillis();
        SignedRequest request =
                new SignedRequest(http.headers(), body, () -> publicUrl + http.uri(), Math.floorDiv(now, 1000L));
        Verdict verdict = source.verifier().verify(request);
        if (verdict == Verdict.VALID) {
            deliver(exchange, source, request, body, now);
        } else {
            rejected.count(source, verdict, clientIp(http));
            refuse(exchange, verdict);
        }
    }

    private static void refuse(Exchange exchange, Verdict verdict) {
        switch (verdict) {
            case MISSING ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_MISSING,
                        "A header that the source's scheme needs is missing.");
            case STALE ->
                exchange.refuse(
                        Outcome.REJECTED, ErrorCode.SIGNATURE_STALE, "The timestamp is more than 5 minutes off.");
            default ->
                exchange.refuse(
                        Outcome.REJECTED, ErrorCode.SIGNATURE_INVALID, "No secret of the source gives this signature.");
        }
    }

    private void deliver(Exchange exchange, WebhookSource source, SignedRequest request, byte[] body, long now) {
        String providerEventId = EventIds.provider(source, request, body);
        UUID eventId = EventIds.platform(source, providerEventId);
        Delivery delivery = new Delivery(eventId, exchange);
        Delivery earlier = underWay.putIfAbsent(eventId, delivery);
        if (earlier != null) {
            earlier.share(exchange);
        } else if (recent.contains(eventId)) {
            underWay.remove(eventId);
            exchange.accept(eventId, true);
            delivery.settle(Delivery.Outcome.ACKNOWLEDGED);
        } else {
            publish(exchange.request(), delivery, source, providerEventId, body, now);
        }
    }

    private void publish(
            HttpServerRequest request,
            Delivery delivery,
            WebhookSource source,
            String providerEventId,
            byte[] body,
            long now) {
        String entityId = EventIds.entity(source, body);
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        byte[] event = EnvelopeWriter.get()
                .write(
                        source,
                        delivery.eventId(),
                        providerEventId,
                        entityId,
                        clientIp(request),
                        contentType == null || contentType.isEmpty() ? NO_CONTENT_TYPE : contentType,
                        body,
                        now);
        byte[] key = key(source, entityId == null ? delivery.eventId().toString() : entityId);
        if (!publisher.offer(key, event, (metadata, failure) -> settle(delivery, metadata, failure))) {
            settle(delivery, null, new IllegalStateException("too much is under way"));
        }
    }

    /** An id is remembered before it stops being under way, so that no repetition falls between the two. */
    private void settle(Delivery delivery, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            recent.add(delivery.eventId());
        }
        underWay.remove(delivery.eventId());
        delivery.settle(failure == null ? Delivery.Outcome.ACKNOWLEDGED : Delivery.Outcome.FAILED);
    }

    private static byte[] key(WebhookSource source, String subject) {
        byte[] prefix = source.keyPrefix();
        byte[] tail = subject.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(prefix, prefix.length + tail.length);
        System.arraycopy(tail, 0, key, prefix.length, tail.length);
        return key;
    }

    private static @Nullable String clientIp(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        return address == null ? null : address.hostAddress();
    }
}

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
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries in: verified, recognised when they come again, handed to the broker, and accepted only when it has
 * acknowledged. Runs on event loops and never waits.
 */
@Singleton
final class WebhookIntake {

    private static final String NO_CONTENT_TYPE = "application/octet-stream";
    private static final String NO_MATCH = "No secret of the source gives this signature.";
    private static final String OVER_ENCODED =
            " A body with a Content-Encoding is signed as it is sent: the encoded bytes, not the decoded ones.";
    /** Verifying and reading this many bytes takes less than a millisecond. */
    private static final int LARGEST_INLINE = 256 * 1024;

    private final Sources sources;
    private final WebhookPublisher publisher;
    private final RejectedSignatures rejected;
    private final IntakeMetrics metrics;
    private final IntakeLimits limits;
    private final IntakeConfig config;
    private final String publicUrl;
    private final RecentEvents recent;
    private final Semaphore large;
    private final ConcurrentHashMap<UUID, Delivery> underWay = new ConcurrentHashMap<>();

    WebhookIntake(
            Sources sources,
            WebhookPublisher publisher,
            RejectedSignatures rejected,
            IntakeMetrics metrics,
            IntakeLimits limits,
            IntakeConfig config,
            PublicAddress address) {
        this.sources = sources;
        this.publisher = publisher;
        this.rejected = rejected;
        this.metrics = metrics;
        this.limits = limits;
        this.config = config;
        this.publicUrl = address.base();
        this.recent = new RecentEvents(config.remembered());
        this.large = new Semaphore(config.maxLarge());
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
        ContentCoding coding = ContentCoding.of(exchange.request().headers());
        if (coding == ContentCoding.UNSUPPORTED) {
            exchange.refuseCoding();
            BodyReader.discard(exchange.request(), config.maxBody());
            return;
        }
        BodyReader.read(
                exchange.request(),
                config.maxBody(),
                body -> take(exchange, source, coding, body),
                () -> exchange.refuse(
                        Outcome.TOO_LARGE,
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "At most " + config.maxBody() + " bytes are accepted."));
    }

    /** What takes longer than a moment is done off the event loop, for no more than a few deliveries at once. */
    private void take(Exchange exchange, WebhookSource source, ContentCoding coding, byte[] wire) {
        HttpServerRequest http = exchange.request();
        long now = System.currentTimeMillis();
        SignedRequest request =
                new SignedRequest(http.headers(), wire, () -> publicUrl + http.uri(), Math.floorDiv(now, 1000L));
        if (coding == ContentCoding.IDENTITY && wire.length <= LARGEST_INLINE) {
            conclude(exchange, source, coding, read(source, request, coding, wire), now);
        } else if (large.tryAcquire()) {
            exchange.<Reading>offEventLoop(
                    () -> {
                        try {
                            return read(source, request, coding, wire);
                        } finally {
                            large.release();
                        }
                    },
                    reading -> conclude(exchange, source, coding, reading, now));
        } else {
            exchange.refuse(
                    Outcome.OVERLOADED,
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "Too many large deliveries at once. Retry later.");
        }
    }

    /** The signature is over the bytes as they came; everything else is about the decoded body. */
    private Reading read(WebhookSource source, SignedRequest request, ContentCoding coding, byte[] wire) {
        Verdict verdict = source.verifier().verify(request);
        if (verdict != Verdict.VALID) {
            return Reading.refused(verdict);
        }
        try {
            byte[] body = BodyDecoder.decode(coding, wire, config.maxBody(), config.maxDecodedRatio());
            return Reading.of(body, EventIds.provider(source, request, body), EventIds.entity(source, body));
        } catch (UndecodableBodyException e) {
            return Reading.undecodable(e);
        }
    }

    private void conclude(Exchange exchange, WebhookSource source, ContentCoding coding, Reading reading, long now) {
        UndecodableBodyException fault = reading.fault();
        if (reading.verdict() != Verdict.VALID) {
            rejected.count(source, reading.verdict(), clientIp(exchange.request()));
            refuse(exchange, reading.verdict(), coding);
        } else if (fault != null) {
            exchange.refuse(
                    fault.isTooLarge() ? Outcome.TOO_LARGE : Outcome.UNDECODABLE,
                    fault.isTooLarge() ? ErrorCode.PAYLOAD_TOO_LARGE : ErrorCode.MALFORMED_REQUEST,
                    String.valueOf(fault.getMessage()));
        } else {
            limits.take(source, 1, () -> deliver(exchange, source, reading, now), exchange::refuseOverLimit);
        }
    }

    private static void refuse(Exchange exchange, Verdict verdict, ContentCoding coding) {
        switch (verdict) {
            case MISSING ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_MISSING,
                        "A header that the source's scheme needs is missing.");
            case STALE ->
                exchange.refuse(
                        Outcome.REJECTED, ErrorCode.SIGNATURE_STALE, "The timestamp is more than 5 minutes off.");
            case TIMESTAMP_NOT_SECONDS ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_STALE,
                        "The signature matches, but the timestamp is not in seconds: it must be the number of whole"
                                + " seconds since 1970-01-01T00:00:00Z, not milliseconds or any other form.");
            default ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_INVALID,
                        coding == ContentCoding.IDENTITY ? NO_MATCH : NO_MATCH + OVER_ENCODED);
        }
    }

    private void deliver(Exchange exchange, WebhookSource source, Reading reading, long now) {
        UUID eventId = EventIds.platform(source, reading.providerEventId());
        Delivery delivery = new Delivery(eventId, exchange);
        Delivery earlier = underWay.putIfAbsent(eventId, delivery);
        if (earlier != null) {
            earlier.share(exchange);
        } else if (recent.contains(eventId)) {
            underWay.remove(eventId);
            exchange.accept(eventId, true);
            delivery.settle(Delivery.Outcome.ACKNOWLEDGED);
        } else {
            publish(exchange.request(), delivery, source, reading, now);
        }
    }

    private void publish(
            HttpServerRequest request, Delivery delivery, WebhookSource source, Reading reading, long now) {
        String entityId = reading.entityId();
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        byte[] event = EnvelopeWriter.get()
                .write(
                        source,
                        delivery.eventId(),
                        reading.providerEventId(),
                        entityId,
                        clientIp(request),
                        contentType == null || contentType.isEmpty() ? NO_CONTENT_TYPE : contentType,
                        reading.body(),
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

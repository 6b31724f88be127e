package io.atrium.webhook.intake;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.source.Sources;
import io.atrium.webhook.source.WebhookSource;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Finds the source that an address names. One gate for deliveries, batches and handshakes, with the same answers. */
@Singleton
public final class Admission {

    private final Sources sources;
    private final WebhookPublisher publisher;

    Admission(Sources sources, WebhookPublisher publisher) {
        this.sources = sources;
        this.publisher = publisher;
    }

    /**
     * The source, or {@code null} when the exchange has been answered and its body is let pass by.
     *
     * @param discarded an eighth of the bytes that are let pass by
     */
    public @Nullable WebhookSource admit(Exchange exchange, String sourceName, String organizationId, int discarded) {
        if (!sources.isReady() || !publisher.isReady()) {
            exchange.refuse(Outcome.NOT_READY, ErrorCode.NOT_READY, "The sources have not been read yet.");
            BodyReader.discard(exchange.request(), discarded);
            return null;
        }
        WebhookSource source = sources.find(sourceName, organizationId);
        if (source == null && sources.isIncomplete(organizationId)) {
            exchange.refuse(
                    Outcome.OVERLOADED,
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "There is no room for all webhook sources of the organization.");
            BodyReader.discard(exchange.request(), discarded);
            return null;
        }
        if (source == null) {
            exchange.refuse(Outcome.UNKNOWN_SOURCE, ErrorCode.NOT_FOUND, "There is no such webhook source.");
            BodyReader.discard(exchange.request(), discarded);
            return null;
        }
        if (sources.isSuspended(source)) {
            exchange.refuse(
                    Outcome.SUSPENDED, ErrorCode.ORGANIZATION_SUSPENDED, "The organization receives no webhooks.");
            BodyReader.discard(exchange.request(), discarded);
            return null;
        }
        return source;
    }
}

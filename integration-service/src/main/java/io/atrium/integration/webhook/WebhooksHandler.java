package io.atrium.integration.webhook;

import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What is done with the records of {@code atrium.webhooks.v1}. */
@ApplicationScoped
class WebhooksHandler implements BatchHandler<ReceivedWebhook> {

    private final WebhookIngest ingest;

    WebhooksHandler(WebhookIngest ingest) {
        this.ingest = ingest;
    }

    @Override
    public ReceivedWebhook parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        return ReceivedWebhook.of(EventEnvelope.parse(record.value()));
    }

    @Override
    public @Nullable String traceParent(ReceivedWebhook item) {
        return item.traceParent();
    }

    @Override
    public Uni<Void> process(List<ReceivedWebhook> items) {
        return ingest.ingest(items);
    }
}

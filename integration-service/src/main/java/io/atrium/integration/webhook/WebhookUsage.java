package io.atrium.integration.webhook;

import io.atrium.kit.id.Ids;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts of webhooks that came to an end, as {@code atrium.usage.v1} has them. An event that waits is not counted yet. */
record WebhookUsage(UUID organizationId, String source, WebhookState state) {

    static List<OutboxMessage> messages(List<WebhookUsage> ended) {
        Map<WebhookUsage, Long> counts =
                ended.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<OutboxMessage> messages = new ArrayList<>(counts.size());
        counts.forEach((usage, count) -> messages.add(usage.message(count)));
        return messages;
    }

    private OutboxMessage message(long count) {
        return new OutboxMessage(
                Ids.next(),
                Topics.USAGE,
                organizationId.toString(),
                "io.atrium.usage.recorded",
                organizationId,
                null,
                Map.of(
                        "organization_id",
                        organizationId,
                        "metric",
                        "webhook_events",
                        "dimensions",
                        Map.of("source", source, "state", state.name()),
                        "count",
                        count,
                        "occurred_at",
                        Instant.now().toString()));
    }
}

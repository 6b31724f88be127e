package io.atrium.integration.webhook;

import io.atrium.contracts.UsageFact;
import io.atrium.contracts.UsageMetric;
import io.atrium.kit.outbox.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts of webhooks that came to an end, as {@code atrium.usage.v1} has them. An event that waits is not counted yet. */
record WebhookUsage(UUID organizationId, String source, WebhookState state) {

    static WebhookUsage of(Interpretation event, WebhookState state) {
        return new WebhookUsage(
                event.webhook().organizationId(), event.webhook().source(), state);
    }

    static List<OutboxMessage> messages(List<WebhookUsage> ended) {
        Map<WebhookUsage, Long> counts =
                ended.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<OutboxMessage> messages = new ArrayList<>(counts.size());
        counts.forEach((usage, count) -> messages.add(usage.message(count)));
        return messages;
    }

    private OutboxMessage message(long count) {
        UsageFact fact = UsageFact.of(organizationId, UsageMetric.WEBHOOK_EVENTS, count, source, state.name());
        return OutboxMessage.of(UsageFact.MESSAGE, fact.key(), organizationId, null, fact);
    }
}

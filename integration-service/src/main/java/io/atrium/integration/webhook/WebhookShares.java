package io.atrium.integration.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What each organization may have done at once of a batch: so many events, of so many bytes. All events behind the first
 * one that exceeds it are put away as they are, so that the order of each entity is kept.
 */
@ApplicationScoped
class WebhookShares {

    private final WebhookConfig config;

    WebhookShares(WebhookConfig config) {
        this.config = config;
    }

    /** A batch in two parts, each in the order of the batch. */
    record Parts(List<ReceivedWebhook> now, List<ReceivedWebhook> later) {

        Parts {
            now = List.copyOf(now);
            later = List.copyOf(later);
        }
    }

    Parts divide(List<ReceivedWebhook> events) {
        Map<UUID, Use> uses = new HashMap<>();
        List<ReceivedWebhook> now = new ArrayList<>(events.size());
        List<ReceivedWebhook> later = new ArrayList<>();
        for (ReceivedWebhook event : events) {
            Use use = uses.computeIfAbsent(event.organizationId(), first -> new Use());
            use.events++;
            use.bytes += event.payload().length;
            boolean exceeds =
                    use.events > config.batchShare() || (use.events > 1 && use.bytes > config.batchShareBytes());
            (exceeds ? later : now).add(event);
        }
        return new Parts(now, later);
    }

    private static final class Use {
        private int events;
        private long bytes;
    }
}

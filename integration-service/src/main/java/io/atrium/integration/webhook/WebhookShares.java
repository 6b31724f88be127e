package io.atrium.integration.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What each organization may have done at once of a batch: so many events, of so many bytes. All events behind the first
 * one that exceeds it are stored without their effect, so that the order of each entity is kept.
 */
@ApplicationScoped
class WebhookShares {

    private final WebhookConfig config;

    WebhookShares(WebhookConfig config) {
        this.config = config;
    }

    /** The events that exceed their organization's share, by identity. */
    Set<Interpretation> exceeding(List<Interpretation> events) {
        Map<UUID, Use> uses = new HashMap<>();
        Set<Interpretation> exceeding = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Interpretation event : events) {
            // What has no effect costs no more than being stored.
            if (event.change() != null) {
                Use use = uses.computeIfAbsent(event.webhook().organizationId(), first -> new Use());
                use.events++;
                use.bytes += event.webhook().payload().length;
                if (use.events > config.batchShare() || (use.events > 1 && use.bytes > config.batchShareBytes())) {
                    exceeding.add(event);
                }
            }
        }
        return exceeding;
    }

    private static final class Use {
        private int events;
        private long bytes;
    }
}

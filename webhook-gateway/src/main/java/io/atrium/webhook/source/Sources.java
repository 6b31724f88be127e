package io.atrium.webhook.source;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.feed.OrganizationFeed;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.secrets.SecretKeys;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may send what: the sources of all organizations and the organizations' states, kept in memory from the compacted
 * topics, and kept as last known while the broker is away.
 */
@Startup
@Singleton
public final class Sources {

    private static final int PART_OF_HEAP = 4;

    private final TopicTable<SourceEntry> sources;
    private final SourceShares shares;
    private final SourceDecoder decoder;
    private final OrganizationFeed organizations;

    Sources(TopicTables tables, OrganizationFeed organizations, SourceConfig config, MeterRegistry registry) {
        SecretKeys keys = SecretKeys.of("WEBHOOK_SOURCE_KEY", config.key(), config.keyPrevious());
        this.decoder = new SourceDecoder(SecretBox.of(keys));
        this.shares = new SourceShares(config.maxBytes()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
        this.sources = tables.open(Topics.WEBHOOK_SOURCES, this::decode);
        sources.onChange(this::changed);
        this.organizations = organizations;
        Gauge.builder("atrium.webhook.sources.bytes", shares, SourceShares::held)
                .description("Bytes of memory that webhook sources take, as estimated")
                .register(registry);
        FunctionCounter.builder("atrium.webhook.sources.left.out", shares, SourceShares::leftOut)
                .description("Webhook sources that were left out of memory because all of them took too much")
                .register(registry);
    }

    /** Whether both topics have been read once; before that nothing can be said of any source. */
    public boolean isReady() {
        return sources.isCaughtUp() && organizations.isCaughtUp();
    }

    /** The source, or {@code null} when source or organization are not known, which nobody outside can tell apart. */
    public @Nullable WebhookSource find(String source, String organizationId) {
        SourceEntry entry = sources.get(organizationId + '/' + source);
        if (entry == null) {
            entry = sources.get(organizationId.toLowerCase(Locale.ROOT) + '/' + source);
        }
        WebhookSource found = entry == null ? null : entry.source();
        return found == null || !exists(found) ? null : found;
    }

    /** Whether a source of the organization that is not found may exist: there was no room for all of its sources. */
    public boolean isIncomplete(String organizationId) {
        return shares.isIncomplete(organizationId);
    }

    /** Whether the organization has been suspended, or is on its way out. */
    public boolean isSuspended(WebhookSource source) {
        return organizations.isRefused(source.organizationId());
    }

    private @Nullable SourceEntry decode(String key, byte[] value) throws UnreadableEventException {
        WebhookSource source = decoder.decode(key, value);
        if (source == null) {
            return null;
        }
        SourceEntry entry = new SourceEntry(source, value.length);
        shares.put(key, entry);
        // One that is left out stays in the table without its source: to take it out would tell that it is removed.
        return entry;
    }

    private void changed(String key, @Nullable SourceEntry entry) {
        if (entry == null) {
            shares.remove(key);
        }
    }

    /** An organization that is only reserved may come to nothing: it is not there yet. */
    private boolean exists(WebhookSource source) {
        return organizations
                .find(source.organizationId())
                .filter(status -> status != OrganizationStatus.PENDING)
                .isPresent();
    }
}

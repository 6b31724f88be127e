package io.atrium.webhook.source;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.contracts.Topics;
import io.atrium.kit.feed.OrganizationFeed;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.secrets.SecretKeys;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.quarkus.runtime.Startup;
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

    private final TopicTable<WebhookSource> sources;
    private final OrganizationFeed organizations;

    Sources(TopicTables tables, OrganizationFeed organizations, SourceConfig config) {
        SecretKeys keys = SecretKeys.of("WEBHOOK_SOURCE_KEY", config.key(), config.keyPrevious());
        SourceDecoder decoder = new SourceDecoder(SecretBox.of(keys));
        this.sources = tables.open(Topics.WEBHOOK_SOURCES, decoder::decode);
        this.organizations = organizations;
    }

    /** Whether both topics have been read once; before that nothing can be said of any source. */
    public boolean isReady() {
        return sources.isCaughtUp() && organizations.isCaughtUp();
    }

    /** The source, or {@code null} when source or organization are not known, which nobody outside can tell apart. */
    public @Nullable WebhookSource find(String source, String organizationId) {
        WebhookSource found = sources.get(organizationId + '/' + source);
        if (found == null) {
            found = sources.get(organizationId.toLowerCase(Locale.ROOT) + '/' + source);
        }
        return found == null || !exists(found) ? null : found;
    }

    /** Whether the organization has been suspended, or is on its way out. */
    public boolean isSuspended(WebhookSource source) {
        return organizations.isRefused(source.organizationId());
    }

    /** An organization that is only reserved may come to nothing: it is not there yet. */
    private boolean exists(WebhookSource source) {
        return organizations
                .find(source.organizationId())
                .filter(status -> status != OrganizationStatus.PENDING)
                .isPresent();
    }
}

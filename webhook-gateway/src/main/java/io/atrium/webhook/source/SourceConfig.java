package io.atrium.webhook.source;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The keys that secrets of sources are opened with. */
@ConfigMapping(prefix = "webhook-gateway.source")
interface SourceConfig {

    /** WEBHOOK_SOURCE_KEY: 32 characters or more, the same as integration-service's. */
    String key();

    /** WEBHOOK_SOURCE_KEY_PREVIOUS: sources that were published under one of these are still read. */
    Optional<List<String>> keyPrevious();
}

package io.atrium.webhook.source;

import io.atrium.kit.config.Bounds;
import io.quarkus.runtime.configuration.MemorySize;
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

    /**
     * How many bytes of memory all sources may take, as estimated; by default a quarter of the heap. Beyond it, sources of
     * whoever has most are left out, and answered 503. While the topic is read anew, it is taken twice.
     */
    Optional<@Bounds(min = "64K", max = "1T") MemorySize> maxBytes();
}

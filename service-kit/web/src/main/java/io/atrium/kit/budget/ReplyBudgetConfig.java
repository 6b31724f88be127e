package io.atrium.kit.budget;

import io.atrium.kit.config.Bounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much memory large answers may take in this process. */
@ConfigMapping(prefix = "atrium.replies")
public interface ReplyBudgetConfig {
    /** Bytes that the large answers under way may take together; by default a fifth of the heap. */
    Optional<@Bounds(min = "1K", max = "1T") MemorySize> totalBytes();

    /** The part of these, as a divisor, that one organization may hold. */
    @WithDefault("2")
    @Bounds(min = "1", max = "1000")
    int organizationDivisor();

    /** The bytes of a page: it ends before the row that would go beyond, and has a {@code next_cursor}. */
    @WithDefault("1M")
    @Bounds(min = "1K", max = "1T")
    MemorySize pageBytes();

    /** How long a client may take to read a large answer; then its connection is closed. */
    @WithDefault("PT30S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration readTimeout();
}

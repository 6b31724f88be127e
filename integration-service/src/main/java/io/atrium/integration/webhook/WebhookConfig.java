package io.atrium.integration.webhook;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How webhooks whose effect failed are tried again, and what one organization may have done at a time. */
@ConfigMapping(prefix = "integration.webhook")
public interface WebhookConfig {

    /** After so many attempts an event is dead. */
    @WithDefault("8")
    @Bounds(min = "1", max = "1000")
    int maxAttempts();

    /** The pause after the first attempt; each further one has twice that, with full jitter over its upper half. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration firstDelay();

    /** The longest pause. */
    @WithDefault("PT1H")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestDelay();

    /** How many events of one organization have their effect at once, of a batch from the topic. */
    @WithDefault("50")
    @Bounds(min = "1", max = "100000")
    int batchShare();

    /** How many bytes of payload these may have together. */
    @WithDefault("1048576")
    @Bounds(min = "1024", max = "1099511627776")
    long batchShareBytes();

    /** How many events of an organization's backlog are worked off in one turn, and are in one bundle at most. */
    @WithDefault("500")
    @Bounds(min = "1", max = "100000")
    int backlogBatch();

    /** How many bytes of payload these may have together. */
    @WithDefault("4194304")
    @Bounds(min = "1024", max = "1099511627776")
    long backlogBatchBytes();

    /** While batches from the topic exceed their shares, this long lies between two batches of backlogs. */
    @WithDefault("PT0.2S")
    @Bounds(min = "PT0S", max = "PT1M")
    Duration backlogPause();

    /** How many events of one chain are worked off before it is another organization's turn. */
    @WithDefault("50")
    @Bounds(min = "1", max = "100000")
    int eventsATurn();

    /** How long a chain is worked off before it is another organization's turn. */
    @WithDefault("PT2S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration turn();

    /** How long {@code POST /webhooks/process} works before it answers what it has done. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration processTime();

    /** How many bytes of payload one {@code POST /webhooks/replay} makes due again; one event may have more. */
    @WithDefault("16777216")
    @Bounds(min = "1024", max = "1099511627776")
    long replayBytes();

    /** How many events one request for a list looks at for those that meet its filters; the next page goes on from there. */
    @WithDefault("10000")
    @Bounds(min = "1", max = "1000000")
    int listScanLimit();

    /** The most events that statistics are counted from. */
    @WithDefault("100000")
    @Bounds(min = "1", max = "100000000")
    int statsEvents();

    /** How far statistics look back unless told otherwise. */
    @WithDefault("PT24H")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration statsWindow();

    /**
     * How long a delivery of an event is known to be a duplicate, at least; up to a month longer. For 7 days the topic may
     * bring an event again.
     */
    @WithDefault("P30D")
    @Bounds(min = "P7D", max = "P3660D")
    Duration inboxRetention();

    /** How long after the end of their month events are kept, 7 days or more; without it, for ever. */
    Optional<@Bounds(min = "P7D", max = "P36600D") Duration> eventRetention();
}

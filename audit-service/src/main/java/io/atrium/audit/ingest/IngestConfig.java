package io.atrium.audit.ingest;

import io.atrium.kit.config.Bounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes come into the chains. */
@ConfigMapping(prefix = "audit.ingest")
public interface IngestConfig {
    /** How far an event's time may lie after the database's clock before it is flagged as a clock's fault. */
    @WithDefault("PT5M")
    @Bounds(min = "PT0S", max = "P1D")
    Duration clockAhead();

    /** How far an event's time may lie before the time its record was sent before it is flagged as a clock's fault. */
    @WithDefault("PT1H")
    @Bounds(min = "PT0S", max = "P366D")
    Duration clockBehind();

    /**
     * How many changes of one organization a batch appends; the others go to the organization's backlog. It has to be less
     * than the batch (max.poll.records) to be a share.
     */
    @WithDefault("100")
    @Bounds(min = "1", max = "100000")
    int share();

    /** How changes that wait are appended. */
    BacklogConfig backlog();

    /** The changes that wait for their chain. */
    interface BacklogConfig {
        /** Whether this process appends what waits. */
        @WithDefault("true")
        boolean enabled();

        /** How often backlogs are looked for. */
        @WithDefault("PT1S")
        @Bounds(min = "PT0.01S", max = "P31D")
        Duration pollInterval();

        /** How many changes of one organization are appended before it is the next one's turn. */
        @WithDefault("200")
        @Bounds(min = "1", max = "100000")
        int slice();

        /** The bytes of such a slice; one change may have more. */
        @WithDefault("1M")
        @Bounds(min = "1K", max = "1T")
        MemorySize sliceBytes();

        /** The first pause of an organization whose chain takes nothing; each further one is twice as long. */
        @WithDefault("PT0.5S")
        @Bounds(min = "PT0.001S", max = "P31D")
        Duration firstPause();

        /** The longest pause. */
        @WithDefault("PT30S")
        @Bounds(min = "PT0.001S", max = "P31D")
        Duration longestPause();
    }
}

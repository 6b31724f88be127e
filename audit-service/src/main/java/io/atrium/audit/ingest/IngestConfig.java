package io.atrium.audit.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the time an event claims is flagged as a clock's fault. */
@ConfigMapping(prefix = "audit.ingest")
public interface IngestConfig {
    /** How far an event's time may lie after the database's clock. */
    @WithDefault("PT5M")
    Duration clockAhead();

    /** How far an event's time may lie before the time its record was sent. */
    @WithDefault("PT1H")
    Duration clockBehind();
}

package io.atrium.integration.health;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the health of integrations is told. */
@ConfigMapping(prefix = "integration.health")
public interface HealthConfig {

    /** How often what was counted is written down. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration flushInterval();

    /** Integrations written in one transaction. */
    @WithDefault("200")
    @Bounds(min = "1", max = "100000")
    int flushBatch();

    /** The calls that a status is told from: at most an hour. */
    @WithDefault("PT5M")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration window();

    /** At least so many failed calls are DEGRADED, if they are the share too. */
    @WithDefault("2")
    @Bounds(min = "1", max = "100000000")
    long degradedFailures();

    /** At least this share of failed calls is DEGRADED; below half of it an integration may be HEALTHY again. */
    @WithDefault("0.1")
    @Bounds(min = "0", max = "1")
    double degradedShare();

    /** At least so many failed calls are UNHEALTHY, if they are the share too. */
    @WithDefault("3")
    @Bounds(min = "1", max = "100000000")
    long unhealthyFailures();

    /** At least this share of failed calls is UNHEALTHY; below half of it an integration may be DEGRADED or better. */
    @WithDefault("0.5")
    @Bounds(min = "0", max = "1")
    double unhealthyShare();

    /** So many good calls in a row are needed to be better. */
    @WithDefault("3")
    @Bounds(min = "1", max = "100000000")
    int recoveryCalls();

    /** Without a call for so long an integration is UNKNOWN. */
    @WithDefault("PT10M")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration staleAfter();

    /** Changes of the status kept for each integration, and shown with it. */
    @WithDefault("50")
    @Bounds(min = "1", max = "100000")
    int history();
}

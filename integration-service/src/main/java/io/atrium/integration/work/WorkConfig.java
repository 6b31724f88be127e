package io.atrium.integration.work;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How due work is claimed. */
@ConfigMapping(prefix = "integration.work")
public interface WorkConfig {

    /** Whether this process does due work at all. */
    @WithDefault("true")
    boolean enabled();

    /** How often to look when nothing has woken the worker. */
    @WithDefault("PT1S")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration poll();

    /**
     * How long a claim lasts without being renewed: after it, what a dead process worked on goes on elsewhere. It is
     * renewed at a third of it, as long as the work goes on.
     */
    @WithDefault("PT8S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration lease();

    /** A piece of work that has not come back after so long has lost its lease, and its place in the lane. */
    @WithDefault("PT3M")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration longestRun();

    /** How many short pieces of work run at a time: chains and backlogs of webhooks. */
    @WithDefault("8")
    @Bounds(min = "1", max = "10000")
    int concurrency();

    /** How many of these may be of one organization. */
    @WithDefault("4")
    @Bounds(min = "1", max = "10000")
    int concurrencyPerOrganization();

    /** How many syncs run at a time, beside these. */
    @WithDefault("4")
    @Bounds(min = "1", max = "10000")
    int syncs();

    /** How many of these may be of one organization. */
    @WithDefault("2")
    @Bounds(min = "1", max = "10000")
    int syncsPerOrganization();

    /** How many probes of providers run at a time, beside these. */
    @WithDefault("8")
    @Bounds(min = "1", max = "10000")
    int probes();

    /** How many of these may be of one organization. */
    @WithDefault("3")
    @Bounds(min = "1", max = "10000")
    int probesPerOrganization();

    /** How many pieces of what the platform does for an organization run at a time: provisioning, expiries of secrets. */
    @WithDefault("2")
    @Bounds(min = "1", max = "10000")
    int housekeeping();

    /** How long work that failed unexpectedly waits; each further time it is twice that. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration failureDelay();

    /** The longest such wait. */
    @WithDefault("PT10M")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestFailureDelay();

    /** After so many unexpected failures in a row work is given up; a database that is away does not count. */
    @WithDefault("12")
    @Bounds(min = "1", max = "1000")
    int maxFailures();
}

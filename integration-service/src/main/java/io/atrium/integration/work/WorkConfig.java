package io.atrium.integration.work;

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
    Duration poll();

    /** How long a claim lasts without being renewed; longer than one call to a provider with its retries. */
    @WithDefault("PT90S")
    Duration lease();

    /** How many short pieces of work run at a time: webhooks, expiries. */
    @WithDefault("8")
    int concurrency();

    /** How many syncs run at a time, beside these. */
    @WithDefault("4")
    int syncs();

    /** How many probes of providers run at a time, beside these. */
    @WithDefault("8")
    int probes();

    /** How long work that failed unexpectedly waits; each further time it is twice that. */
    @WithDefault("PT5S")
    Duration failureDelay();

    /** The longest such wait. */
    @WithDefault("PT10M")
    Duration longestFailureDelay();

    /** After so many unexpected failures in a row work is given up; a database that is away does not count. */
    @WithDefault("12")
    int maxFailures();
}

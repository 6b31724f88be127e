package io.atrium.integration.provider;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** Where the providers are and how they are called. */
@ConfigMapping(prefix = "integration.provider")
public interface ProviderConfig {

    /** The operator's address of the user provider. */
    String userUrl();

    /** The operator's address of the payment provider. */
    String paymentUrl();

    /** The operator's address of the communication provider. */
    String communicationUrl();

    /** So many failed calls in a row open the circuit of an organization's provider. */
    @WithDefault("5")
    @Bounds(min = "1", max = "1000000")
    int circuitBreakerFailureThreshold();

    /** For how long an open circuit lets nothing through: seconds, or a duration such as PT1M. */
    @WithDefault("60")
    @WithConverter(SecondsOrDuration.class)
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration circuitBreakerTimeout();

    /** From the lookup of the host to the last byte of the body, for one attempt. */
    @WithDefault("PT10S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration timeout();

    /**
     * For a call with all its attempts and pauses; no longer than a sync's turn ({@code integration.sync.turn}), as the sync
     * keeps its place meanwhile.
     */
    @WithDefault("PT10S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration deadline();

    /** Attempts after the first, within the deadline; none after a timeout. */
    @WithDefault("3")
    @Bounds(min = "0", max = "20")
    int retries();

    /** The ceiling of the pause before the first retry; each further one has twice that, with full jitter. */
    @WithDefault("PT0.2S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration firstDelay();

    /** The longest pause, also for a Retry-After: a longer one ends the call, and the sync comes back later. */
    @WithDefault("PT2S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestDelay();

    /** Calls at a time to one provider of one organization. */
    @WithDefault("4")
    @Bounds(min = "1", max = "10000")
    int concurrency();

    /** Calls that may wait for one of these. */
    @WithDefault("16")
    @Bounds(min = "1", max = "1000000")
    int queue();

    /** How many hosts that tenants chose are looked up at a time; a lookup cannot be ended. */
    @WithDefault("32")
    @Bounds(min = "1", max = "1000")
    int lookups();

    /** How many of these may be of one organization. */
    @WithDefault("4")
    @Bounds(min = "1", max = "1000")
    int lookupsPerOrganization();

    /** The largest body taken, in bytes, after decompression. */
    @WithDefault("4194304")
    @Bounds(min = "1024", max = "2147483647")
    int largestBody();

    /** Memory that the answers under way may take together, in bytes; a third of the heap when it is not set. */
    @Bounds(min = "1024", max = "1099511627776")
    OptionalLong answerBytes();

    /** How many organizations' providers are kept in memory at once. */
    @WithDefault("10000")
    @Bounds(min = "1", max = "100000000")
    int guards();

    /** How long one is kept after its last call. */
    @WithDefault("PT1H")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration guardExpiry();
}

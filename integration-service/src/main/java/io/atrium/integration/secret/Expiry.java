package io.atrium.integration.secret;

import java.time.Duration;

/**
 * The secrets of a source after the expired ones were removed.
 *
 * @param removed whether there was an expired one
 * @param next until the next one expires; zero when none does
 */
public record Expiry(boolean removed, Duration next, SourceSecrets secrets) {}

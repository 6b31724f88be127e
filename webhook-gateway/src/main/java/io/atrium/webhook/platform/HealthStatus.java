package io.atrium.webhook.platform;

/** How a part, or the whole, is. */
public enum HealthStatus {
    UP,
    /** The whole: webhooks are taken, but not every part is up. */
    DEGRADED,
    DOWN,
    /** Not asked yet. */
    UNKNOWN
}

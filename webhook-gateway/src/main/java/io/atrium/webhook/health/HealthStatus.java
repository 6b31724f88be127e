package io.atrium.webhook.health;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a part, or the whole, is. */
@Schema(
        description = "UP. DEGRADED: webhooks are taken, and not every part is up. DOWN. UNKNOWN: not asked yet.",
        examples = "UP")
public enum HealthStatus {
    UP,
    /** The whole: webhooks are taken, but not every part is up. */
    DEGRADED,
    DOWN,
    /** Not asked yet. */
    UNKNOWN
}

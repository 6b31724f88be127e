/** Webhook sources: their settings, their reserved names, and the topic that tells webhook-gateway of them. */
@NullMarked
package io.atrium.integration.source;

import org.jspecify.annotations.NullMarked;

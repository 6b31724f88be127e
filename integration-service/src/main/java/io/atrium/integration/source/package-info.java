/** Webhook sources: their settings, their reserved names, and the topic from which webhook-gateway reads them. */
@NullMarked
package io.atrium.integration.source;

import org.jspecify.annotations.NullMarked;

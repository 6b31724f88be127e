/** The webhook sources and organizations that the gateway knows, learnt from the compacted topics. */
@NullMarked
package io.atrium.webhook.source;

import org.jspecify.annotations.NullMarked;

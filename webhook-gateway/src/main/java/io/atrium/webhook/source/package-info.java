/** The webhook sources and organizations, from the compacted topics. */
@NullMarked
package io.atrium.webhook.source;

import org.jspecify.annotations.NullMarked;

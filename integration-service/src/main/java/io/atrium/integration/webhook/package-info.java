/** The webhook event store: consumption in batches, effects, retries in order, dead letters, statistics. */
@NullMarked
package io.atrium.integration.webhook;

import org.jspecify.annotations.NullMarked;

/**
 * Consuming a topic in batches: one transaction for each batch, isolation of a record that fails, pauses during
 * outages.
 */
@NullMarked
package io.atrium.kit.consumer;

import org.jspecify.annotations.NullMarked;

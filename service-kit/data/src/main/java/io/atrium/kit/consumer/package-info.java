/** Consuming a topic in batches: one transaction a batch, the bad record isolated, outages waited for. */
@NullMarked
package io.atrium.kit.consumer;

import org.jspecify.annotations.NullMarked;

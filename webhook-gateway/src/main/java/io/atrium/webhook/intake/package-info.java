/** Receives deliveries: reads, verifies, recognizes duplicates, sends to Kafka, replies after the acknowledgement. */
@NullMarked
package io.atrium.webhook.intake;

import org.jspecify.annotations.NullMarked;

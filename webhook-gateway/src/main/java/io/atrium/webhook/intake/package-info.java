/** The path of a delivery: read, verify, recognise, hand to Kafka, answer after the acknowledgement. */
@NullMarked
package io.atrium.webhook.intake;

import org.jspecify.annotations.NullMarked;

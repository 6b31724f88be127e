/** Events in Kafka records: CloudEvents 1.0 in JSON structured mode, and the producer that sends them. */
@NullMarked
package io.atrium.kit.event;

import org.jspecify.annotations.NullMarked;

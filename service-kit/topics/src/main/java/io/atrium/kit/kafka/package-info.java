/** How a Kafka client reaches the brokers: addresses, TLS and SASL, by Kafka's own properties. */
@NullMarked
package io.atrium.kit.kafka;

import org.jspecify.annotations.NullMarked;

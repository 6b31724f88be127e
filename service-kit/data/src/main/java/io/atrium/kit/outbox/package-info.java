/**
 * The transactional outbox: what must reach Kafka is written in the transaction that made it true, and the relay
 * publishes it in order per key, at least once.
 */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.outbox;

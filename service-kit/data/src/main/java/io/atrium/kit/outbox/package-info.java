/**
 * The transactional outbox: messages are written in the transaction of their change. The relay publishes them at least
 * once, in order for each key.
 */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.outbox;

/** Partitions by time: created in advance, and dropped after their retention, while the service runs. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.partition;

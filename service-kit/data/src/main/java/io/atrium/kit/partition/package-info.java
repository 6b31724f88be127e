/** Partitions by time: those to come are made ahead, and those past their retention dropped, while the service runs. */
@org.jspecify.annotations.NullMarked
package io.atrium.kit.partition;

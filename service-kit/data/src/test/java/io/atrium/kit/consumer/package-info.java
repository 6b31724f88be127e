/** Consuming in batches. */
@NullMarked
package io.atrium.kit.consumer;

import org.jspecify.annotations.NullMarked;

/** CPU-heavy work, off the event loop, on pools with limited queues. */
@NullMarked
package io.atrium.identity.compute;

import org.jspecify.annotations.NullMarked;

/** CPU-heavy work off the event loop, on pools that refuse instead of queueing without bound. */
@NullMarked
package io.atrium.identity.compute;

import org.jspecify.annotations.NullMarked;

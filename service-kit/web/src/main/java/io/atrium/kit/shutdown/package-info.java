/** Ending without losing a request: for how long a process that was told to end still accepts connections. */
@NullMarked
package io.atrium.kit.shutdown;

import org.jspecify.annotations.NullMarked;

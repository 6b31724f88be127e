/** Starts the parts of the platform in their order, starts again what dies, and stops all of it. */
@NullMarked
package io.atrium.local.supervisor;

import org.jspecify.annotations.NullMarked;

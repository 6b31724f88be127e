/** Receives request bodies, within limits of memory and time. */
@NullMarked
package io.atrium.kit.body;

import org.jspecify.annotations.NullMarked;

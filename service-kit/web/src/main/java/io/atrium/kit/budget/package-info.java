/** Limits of bytes and places of a process, with a share for each organization. */
@NullMarked
package io.atrium.kit.budget;

import org.jspecify.annotations.NullMarked;

/** Identifiers: time-ordered ones, and ones derived from what they name. */
@NullMarked
package io.atrium.kit.id;

import org.jspecify.annotations.NullMarked;

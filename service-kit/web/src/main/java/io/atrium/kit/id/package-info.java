/** Identifiers: time-ordered ones, and ones that are derived from names. */
@NullMarked
package io.atrium.kit.id;

import org.jspecify.annotations.NullMarked;

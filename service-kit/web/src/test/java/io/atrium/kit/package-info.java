/** Fixtures of the kit's own tests. */
@NullMarked
package io.atrium.kit;

import org.jspecify.annotations.NullMarked;

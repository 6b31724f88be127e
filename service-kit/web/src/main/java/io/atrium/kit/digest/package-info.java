/** Digests of bytes. */
@NullMarked
package io.atrium.kit.digest;

import org.jspecify.annotations.NullMarked;

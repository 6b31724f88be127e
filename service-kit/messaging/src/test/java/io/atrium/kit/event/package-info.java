/** Events on the wire. */
@NullMarked
package io.atrium.kit.event;

import org.jspecify.annotations.NullMarked;

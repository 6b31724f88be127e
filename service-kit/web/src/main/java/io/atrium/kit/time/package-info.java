/** Times that come from outside. */
@NullMarked
package io.atrium.kit.time;

import org.jspecify.annotations.NullMarked;

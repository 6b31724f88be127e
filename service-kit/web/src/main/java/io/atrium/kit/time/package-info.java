/** Times of requests, and pauses between attempts. */
@NullMarked
package io.atrium.kit.time;

import org.jspecify.annotations.NullMarked;

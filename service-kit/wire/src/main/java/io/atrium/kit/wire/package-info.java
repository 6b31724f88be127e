/**
 * A strict HTTP/1.1 parser (RFC 9112) that runs before every other parser, and the replies to requests that it
 * refuses.
 */
@NullMarked
package io.atrium.kit.wire;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP/1.1 on the wire (RFC 9112): one strict reader of messages that stands before every other parser, and the answer
 * to what it refuses.
 */
@NullMarked
package io.atrium.kit.wire;

import org.jspecify.annotations.NullMarked;

/** Bodies of requests: received within a budget of bytes, from senders that do not take for ever. */
@NullMarked
package io.atrium.kit.body;

import org.jspecify.annotations.NullMarked;

/** Common parts of every reply: request id, security headers, JSON conventions, ETags; the preconditions of a request. */
@NullMarked
package io.atrium.kit.http;

import org.jspecify.annotations.NullMarked;

/**
 * Methods and media types by RFC 9110, in the same way for every route: 405 with {@code Allow}, {@code OPTIONS},
 * {@code HEAD}, 415 and 406, before the request is authenticated and before its body is read.
 */
@NullMarked
package io.atrium.kit.negotiation;

import org.jspecify.annotations.NullMarked;

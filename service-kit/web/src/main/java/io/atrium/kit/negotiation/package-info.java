/**
 * Methods and media types by RFC 9110, for every route of a service alike: 405 with {@code Allow}, {@code OPTIONS},
 * {@code HEAD}, 415 and 406, decided before a request is authenticated or a byte of its body is read.
 */
@NullMarked
package io.atrium.kit.negotiation;

import org.jspecify.annotations.NullMarked;

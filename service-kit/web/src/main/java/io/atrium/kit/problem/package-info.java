/** Errors as problem+json (RFC 9457): one enum of codes, one exception, one set of mappers. */
@NullMarked
package io.atrium.kit.problem;

import org.jspecify.annotations.NullMarked;

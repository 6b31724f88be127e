/** The service as a whole, held against the rules of the platform. */
@NullMarked
package io.atrium.identity;

import org.jspecify.annotations.NullMarked;

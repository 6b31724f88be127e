/** Requests whose client goes away. */
@NullMarked
package io.atrium.identity.drop;

import org.jspecify.annotations.NullMarked;

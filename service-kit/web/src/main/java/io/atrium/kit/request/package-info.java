/** The request that is worked on, and what is kept with it. */
@NullMarked
package io.atrium.kit.request;

import org.jspecify.annotations.NullMarked;

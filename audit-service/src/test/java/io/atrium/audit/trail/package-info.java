/** Searching the trail. */
@NullMarked
package io.atrium.audit.trail;

import org.jspecify.annotations.NullMarked;

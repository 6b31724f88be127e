/** The organization of a request: its state, and the platform organization. */
@NullMarked
package io.atrium.kit.organization;

import org.jspecify.annotations.NullMarked;

/** The organization that a request belongs to: its state, and the platform's own organization. */
@NullMarked
package io.atrium.kit.organization;

import org.jspecify.annotations.NullMarked;

/** How long a request may be worked on. */
@NullMarked
package io.atrium.kit.deadline;

import org.jspecify.annotations.NullMarked;

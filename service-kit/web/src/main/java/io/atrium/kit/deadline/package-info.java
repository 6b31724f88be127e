/** How long a request may take. */
@NullMarked
package io.atrium.kit.deadline;

import org.jspecify.annotations.NullMarked;

/** What organizations use, told to {@code atrium.usage.v1} as facts that can be summed. */
@NullMarked
package io.atrium.kit.usage;

import org.jspecify.annotations.NullMarked;

/** The usage of organizations, sent to {@code atrium.usage.v1} as facts that are summed. */
@NullMarked
package io.atrium.kit.usage;

import org.jspecify.annotations.NullMarked;

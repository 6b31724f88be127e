/** The documentation of the whole platform: {@code /docs} and {@code /openapi}. */
@NullMarked
package io.atrium.webhook.documentation;

import org.jspecify.annotations.NullMarked;

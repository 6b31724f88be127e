/** Refused signatures. */
@NullMarked
package io.atrium.webhook.rejection;

import org.jspecify.annotations.NullMarked;

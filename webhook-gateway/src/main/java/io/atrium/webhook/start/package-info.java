/** What the process does: it serves, or it is the one-shot step of a deployment that creates the topics. */
@NullMarked
package io.atrium.webhook.start;

import org.jspecify.annotations.NullMarked;

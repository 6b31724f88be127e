/** Signed webhooks sent to the platform, with a provider's retries. */
@NullMarked
package io.atrium.mock.webhook;

import org.jspecify.annotations.NullMarked;

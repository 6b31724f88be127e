/** Sends signed webhooks to the platform, with the retries of a provider. */
@NullMarked
package io.atrium.mock.webhook;

import org.jspecify.annotations.NullMarked;

/** Webhook secrets and provider credentials: made, checked, encrypted, and encrypted again under a new SECRET_KEY. */
@NullMarked
package io.atrium.integration.secret;

import org.jspecify.annotations.NullMarked;

/** Refused signatures, written to the audit trail as counts, so that an attacker cannot fill it. */
@NullMarked
package io.atrium.webhook.rejection;

import org.jspecify.annotations.NullMarked;

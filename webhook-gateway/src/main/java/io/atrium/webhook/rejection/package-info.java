/** Refused signatures, told to the audit trail as counts: an attacker shall not be able to fill it. */
@NullMarked
package io.atrium.webhook.rejection;

import org.jspecify.annotations.NullMarked;

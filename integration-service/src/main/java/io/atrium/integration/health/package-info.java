/** The health of integrations: calls and probes counted, the status they lead to, and how it came to it. */
@NullMarked
package io.atrium.integration.health;

import org.jspecify.annotations.NullMarked;

/** The health of integrations: counts of calls and probes, the status computed from them, and its history. */
@NullMarked
package io.atrium.integration.health;

import org.jspecify.annotations.NullMarked;

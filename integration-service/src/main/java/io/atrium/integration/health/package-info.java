/** The health of integrations, told from the calls that were made. */
@NullMarked
package io.atrium.integration.health;

import org.jspecify.annotations.NullMarked;

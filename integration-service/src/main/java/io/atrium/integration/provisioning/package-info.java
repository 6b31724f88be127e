/** Gives every organization the integrations that exist from the start. */
@NullMarked
package io.atrium.integration.provisioning;

import org.jspecify.annotations.NullMarked;

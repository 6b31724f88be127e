/** Integrations: their settings, credentials, webhook sources and secrets, and what every organization has from the start. */
@NullMarked
package io.atrium.integration.catalog;

import org.jspecify.annotations.NullMarked;

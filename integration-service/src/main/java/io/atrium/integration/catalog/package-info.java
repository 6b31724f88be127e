/** Integrations: their settings, credentials, webhook source and secrets, as administrators read and change them. */
@NullMarked
package io.atrium.integration.catalog;

import org.jspecify.annotations.NullMarked;

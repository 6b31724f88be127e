/** The whole platform seen from the service that is up when the others are not: its health and its documentation. */
@NullMarked
package io.atrium.webhook.platform;

import org.jspecify.annotations.NullMarked;

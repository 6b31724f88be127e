/** The built-in gateway: one public address in front of the services, equal to the deployment's nginx. */
@NullMarked
package io.atrium.local.gateway;

import org.jspecify.annotations.NullMarked;

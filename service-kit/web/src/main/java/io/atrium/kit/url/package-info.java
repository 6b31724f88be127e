/** Addresses of services: parsed once, and checked when they are configured. */
@NullMarked
package io.atrium.kit.url;

import org.jspecify.annotations.NullMarked;

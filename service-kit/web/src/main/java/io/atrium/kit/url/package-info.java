/** Addresses of services: parsed once, and checked when they are set. */
@NullMarked
package io.atrium.kit.url;

import org.jspecify.annotations.NullMarked;

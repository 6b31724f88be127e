/** The parts of the platform, their order, ports and places, and the supervisor that keeps them running. */
@NullMarked
package io.atrium.local.platform;

import org.jspecify.annotations.NullMarked;

/** The settings of this platform: its directories, ports, environment, passwords and {@code .env}. */
@NullMarked
package io.atrium.local.settings;

import org.jspecify.annotations.NullMarked;

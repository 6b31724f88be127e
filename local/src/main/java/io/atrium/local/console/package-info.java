/** Output for a person at the terminal. */
@NullMarked
package io.atrium.local.console;

import org.jspecify.annotations.NullMarked;

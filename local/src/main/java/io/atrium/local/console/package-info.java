/** What a person at the terminal sees. */
@NullMarked
package io.atrium.local.console;

import org.jspecify.annotations.NullMarked;

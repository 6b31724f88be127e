/** The packaged suite, started the way ./atrium starts it, and walked through its public address. */
@NullMarked
package io.atrium.system;

import org.jspecify.annotations.NullMarked;

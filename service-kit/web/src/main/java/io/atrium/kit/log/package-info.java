/** What a caller sends does not act on a log or on the terminal that shows it. */
@NullMarked
package io.atrium.kit.log;

import org.jspecify.annotations.NullMarked;

/** Protection of the log, and of the terminal that shows it, against texts of callers. */
@NullMarked
package io.atrium.kit.log;

import org.jspecify.annotations.NullMarked;

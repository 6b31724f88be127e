/** Operating system processes: starting, watching and restarting them, and finding them again by their pid files. */
@NullMarked
package io.atrium.local.process;

import org.jspecify.annotations.NullMarked;

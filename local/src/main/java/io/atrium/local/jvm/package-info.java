/** How the JVMs of the services start: their command lines and their class archives. */
@NullMarked
package io.atrium.local.jvm;

import org.jspecify.annotations.NullMarked;

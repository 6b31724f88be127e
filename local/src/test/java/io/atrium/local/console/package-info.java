@NullMarked
package io.atrium.local.console;

import org.jspecify.annotations.NullMarked;

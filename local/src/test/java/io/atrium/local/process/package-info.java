@NullMarked
package io.atrium.local.process;

import org.jspecify.annotations.NullMarked;

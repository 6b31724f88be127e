@NullMarked
package io.atrium.local.supervisor;

import org.jspecify.annotations.NullMarked;

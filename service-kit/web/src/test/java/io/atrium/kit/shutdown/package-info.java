@NullMarked
package io.atrium.kit.shutdown;

import org.jspecify.annotations.NullMarked;

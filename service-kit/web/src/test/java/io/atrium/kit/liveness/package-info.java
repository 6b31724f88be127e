@NullMarked
package io.atrium.kit.liveness;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.kit.testing;

import org.jspecify.annotations.NullMarked;

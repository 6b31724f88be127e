@NullMarked
package io.atrium.kit.testing.sample.util;

import org.jspecify.annotations.NullMarked;

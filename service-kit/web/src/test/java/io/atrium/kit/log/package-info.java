@NullMarked
package io.atrium.kit.log;

import org.jspecify.annotations.NullMarked;

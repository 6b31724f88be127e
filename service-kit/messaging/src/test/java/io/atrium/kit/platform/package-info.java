@NullMarked
package io.atrium.kit.platform;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.kit.tracing;

import org.jspecify.annotations.NullMarked;

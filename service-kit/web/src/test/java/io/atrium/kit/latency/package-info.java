@NullMarked
package io.atrium.kit.latency;

import org.jspecify.annotations.NullMarked;

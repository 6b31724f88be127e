@NullMarked
package io.atrium.kit.ratelimit;

import org.jspecify.annotations.NullMarked;

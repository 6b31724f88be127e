/** Classes that break the rules of the architecture. */
@NullMarked
package io.atrium.kit.testing.sample;

import org.jspecify.annotations.NullMarked;

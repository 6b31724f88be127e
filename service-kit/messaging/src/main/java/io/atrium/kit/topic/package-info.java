/** The platform's topics, and compacted topics read into memory as tables. */
@NullMarked
package io.atrium.kit.topic;

import org.jspecify.annotations.NullMarked;

/** The platform's topics, and tables in memory that follow compacted topics. */
@NullMarked
package io.atrium.kit.topic;

import org.jspecify.annotations.NullMarked;

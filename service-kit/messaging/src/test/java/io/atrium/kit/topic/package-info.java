/** Tables of topics. */
@NullMarked
package io.atrium.kit.topic;

import org.jspecify.annotations.NullMarked;

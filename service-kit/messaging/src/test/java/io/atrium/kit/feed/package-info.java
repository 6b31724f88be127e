@NullMarked
package io.atrium.kit.feed;

import org.jspecify.annotations.NullMarked;

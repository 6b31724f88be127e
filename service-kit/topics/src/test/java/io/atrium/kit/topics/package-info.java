@NullMarked
package io.atrium.kit.topics;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.kit.embedded;

import org.jspecify.annotations.NullMarked;

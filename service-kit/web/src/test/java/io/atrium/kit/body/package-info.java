@NullMarked
package io.atrium.kit.body;

import org.jspecify.annotations.NullMarked;

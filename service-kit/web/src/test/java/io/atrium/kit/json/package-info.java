@NullMarked
package io.atrium.kit.json;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.local.operator;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.local.jvm;

import org.jspecify.annotations.NullMarked;

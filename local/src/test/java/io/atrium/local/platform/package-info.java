@NullMarked
package io.atrium.local.platform;

import org.jspecify.annotations.NullMarked;

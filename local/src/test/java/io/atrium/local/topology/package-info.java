@NullMarked
package io.atrium.local.topology;

import org.jspecify.annotations.NullMarked;

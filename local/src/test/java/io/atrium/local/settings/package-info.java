@NullMarked
package io.atrium.local.settings;

import org.jspecify.annotations.NullMarked;

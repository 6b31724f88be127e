@NullMarked
package io.atrium.integration.health;

import org.jspecify.annotations.NullMarked;

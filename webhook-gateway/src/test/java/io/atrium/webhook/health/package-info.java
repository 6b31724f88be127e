@NullMarked
package io.atrium.webhook.health;

import org.jspecify.annotations.NullMarked;

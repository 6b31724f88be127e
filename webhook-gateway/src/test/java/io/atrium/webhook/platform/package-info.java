@NullMarked
package io.atrium.webhook.platform;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.webhook.intake;

import org.jspecify.annotations.NullMarked;

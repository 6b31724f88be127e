@NullMarked
package io.atrium.webhook.source;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.atrium.webhook.signature;

import org.jspecify.annotations.NullMarked;

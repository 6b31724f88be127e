@NullMarked
package io.atrium.webhook;

import org.jspecify.annotations.NullMarked;

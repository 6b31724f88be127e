@NullMarked
package io.atrium.integration.webhook;

import org.jspecify.annotations.NullMarked;

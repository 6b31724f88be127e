@NullMarked
package io.atrium.integration.secret;

import org.jspecify.annotations.NullMarked;

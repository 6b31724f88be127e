/** What this service derives from SECRET_KEY. */
@NullMarked
package io.atrium.identity.secret;

import org.jspecify.annotations.NullMarked;

/** From an address to its organization and user, with the lockout of that person. */
@NullMarked
package io.atrium.identity.directory;

import org.jspecify.annotations.NullMarked;

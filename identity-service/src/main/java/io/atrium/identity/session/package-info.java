/** Logins and their refresh tokens: opening, rotating, ending. */
@NullMarked
package io.atrium.identity.session;

import org.jspecify.annotations.NullMarked;

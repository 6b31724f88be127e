/** Login, refresh, logout and who am I. */
@NullMarked
package io.atrium.identity.auth;

import org.jspecify.annotations.NullMarked;

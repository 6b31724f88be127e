/** Which passwords are accepted, and how they are hashed and verified. */
@NullMarked
package io.atrium.identity.password;

import org.jspecify.annotations.NullMarked;

/** The people of an organization and their roles. */
@NullMarked
package io.atrium.identity.user;

import org.jspecify.annotations.NullMarked;

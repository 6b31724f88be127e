/** The first SUPER_ADMIN, from configuration. */
@NullMarked
package io.atrium.identity.superadmin;

import org.jspecify.annotations.NullMarked;

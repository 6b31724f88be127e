/** The platform organization, which belongs to no customer. */
@NullMarked
package io.atrium.identity.platform;

import org.jspecify.annotations.NullMarked;

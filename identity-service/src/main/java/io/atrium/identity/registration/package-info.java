/** A new organization with its first administrator, both or neither. */
@NullMarked
package io.atrium.identity.registration;

import org.jspecify.annotations.NullMarked;

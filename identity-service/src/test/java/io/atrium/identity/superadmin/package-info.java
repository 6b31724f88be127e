@NullMarked
package io.atrium.identity.superadmin;

import org.jspecify.annotations.NullMarked;

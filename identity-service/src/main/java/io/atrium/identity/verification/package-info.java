/** The one entrance for whoever shows a password: it is verified, and the failure counted, here. */
@NullMarked
package io.atrium.identity.verification;

import org.jspecify.annotations.NullMarked;

/** Verifies that a chain is complete and unchanged, or reports the first record that is not. */
@NullMarked
package io.atrium.audit.verification;

import org.jspecify.annotations.NullMarked;

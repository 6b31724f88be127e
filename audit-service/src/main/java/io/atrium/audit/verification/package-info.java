/** Proving that a chain is whole, or naming where it is not. */
@NullMarked
package io.atrium.audit.verification;

import org.jspecify.annotations.NullMarked;

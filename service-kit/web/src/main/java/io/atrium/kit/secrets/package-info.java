/** Encryption of secrets at rest, and the check that refuses development secrets in production. */
@NullMarked
package io.atrium.kit.secrets;

import org.jspecify.annotations.NullMarked;

/** Encryption of secrets at rest, and the refusal to run on development secrets in production. */
@NullMarked
package io.atrium.kit.secrets;

import org.jspecify.annotations.NullMarked;

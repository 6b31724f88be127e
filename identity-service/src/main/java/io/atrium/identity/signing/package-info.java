/** The keys that sign access tokens: their life, their publication, and the signing itself. */
@NullMarked
package io.atrium.identity.signing;

import org.jspecify.annotations.NullMarked;

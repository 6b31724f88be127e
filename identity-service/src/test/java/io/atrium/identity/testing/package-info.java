/** What the tests of this service share. */
@NullMarked
package io.atrium.identity.testing;

import org.jspecify.annotations.NullMarked;

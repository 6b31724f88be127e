/** The records of a provider: their order and their changes. */
@NullMarked
package io.atrium.mock.record;

import org.jspecify.annotations.NullMarked;

/** The HTTP servers of the providers and their start. */
@NullMarked
package io.atrium.mock.provider;

import org.jspecify.annotations.NullMarked;

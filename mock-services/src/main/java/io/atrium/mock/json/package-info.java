/** The JSON mapper and the bodies of errors. */
@NullMarked
package io.atrium.mock.json;

import org.jspecify.annotations.NullMarked;

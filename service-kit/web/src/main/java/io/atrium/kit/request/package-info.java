/** The current request, and the data that is stored with it. */
@NullMarked
package io.atrium.kit.request;

import org.jspecify.annotations.NullMarked;

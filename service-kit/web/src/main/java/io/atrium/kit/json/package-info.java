/** JSON of providers, which is returned unchanged: its limits, and the characters that cannot be stored. */
@NullMarked
package io.atrium.kit.json;

import org.jspecify.annotations.NullMarked;

/** JSON of others, which is given back as it came: its limits, and what of it cannot be stored. */
@NullMarked
package io.atrium.kit.json;

import org.jspecify.annotations.NullMarked;

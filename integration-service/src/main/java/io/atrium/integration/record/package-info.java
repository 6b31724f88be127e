/** The tenant's own copy of what the providers hold, ordered by version. */
@NullMarked
package io.atrium.integration.record;

import org.jspecify.annotations.NullMarked;

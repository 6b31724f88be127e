/** The tenant's copies of the records of providers, ordered by version. */
@NullMarked
package io.atrium.integration.record;

import org.jspecify.annotations.NullMarked;

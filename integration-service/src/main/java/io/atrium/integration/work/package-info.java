/** Due work: what has to be done at a time, claimed under leases that end by the database's clock. */
@NullMarked
package io.atrium.integration.work;

import org.jspecify.annotations.NullMarked;

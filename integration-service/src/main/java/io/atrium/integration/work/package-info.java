/** Due work: work with a due time, claimed with leases that expire by the database's clock. */
@NullMarked
package io.atrium.integration.work;

import org.jspecify.annotations.NullMarked;

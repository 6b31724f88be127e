/** The audit service on a real database and a real broker. */
@NullMarked
package io.atrium.audit;

import org.jspecify.annotations.NullMarked;

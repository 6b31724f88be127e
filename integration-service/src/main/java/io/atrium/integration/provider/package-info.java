/** Calls to providers: deadlines, retries, circuit breakers, bulkheads, and the addresses they may go to. */
@NullMarked
package io.atrium.integration.provider;

import org.jspecify.annotations.NullMarked;

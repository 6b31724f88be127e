/** Calls to providers: timeouts, retries, circuit breakers, bulkheads, and the addresses that may be called. */
@NullMarked
package io.atrium.integration.provider;

import org.jspecify.annotations.NullMarked;

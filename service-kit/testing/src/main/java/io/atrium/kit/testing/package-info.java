/**
 * Code that the tests of all services share: a real PostgreSQL and a real Kafka broker for each JVM, access tokens,
 * topics, counters of round trips, the check of the tenancy rules in the database catalogs, and the architecture
 * rules.
 */
@NullMarked
package io.atrium.kit.testing;

import org.jspecify.annotations.NullMarked;

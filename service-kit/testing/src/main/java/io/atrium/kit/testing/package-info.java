/**
 * What the tests of every service share: a real PostgreSQL and a real Kafka broker once a JVM, access tokens, topics,
 * round trips counted at the wire, the check of the tenancy rules in the catalogs, and the rules of the architecture.
 */
@NullMarked
package io.atrium.kit.testing;

import org.jspecify.annotations.NullMarked;

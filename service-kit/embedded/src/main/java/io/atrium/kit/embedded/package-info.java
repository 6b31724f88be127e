/**
 * A real PostgreSQL and a real Kafka broker from Maven Central's artifacts, for tests and for the local platform alike.
 * Nothing is installed, no port but the chosen ones is taken, and data is kept where a folder is given.
 */
@NullMarked
package io.atrium.kit.embedded;

import org.jspecify.annotations.NullMarked;

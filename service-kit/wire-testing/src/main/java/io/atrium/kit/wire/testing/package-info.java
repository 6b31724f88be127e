/**
 * Raw requests for tests of HTTP servers: one table, and the check that no request changes the reply to another one.
 */
@NullMarked
package io.atrium.kit.wire.testing;

import org.jspecify.annotations.NullMarked;

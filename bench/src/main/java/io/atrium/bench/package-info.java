/** Benchmarks that compare a service with the least that could do the same work, in one run on one machine. */
@NullMarked
package io.atrium.bench;

import org.jspecify.annotations.NullMarked;

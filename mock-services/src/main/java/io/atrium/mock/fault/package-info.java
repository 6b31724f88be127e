/** Switches that make a provider misbehave. */
@NullMarked
package io.atrium.mock.fault;

import org.jspecify.annotations.NullMarked;

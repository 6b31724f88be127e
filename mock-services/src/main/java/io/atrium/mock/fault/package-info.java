/** The faults that a provider simulates. */
@NullMarked
package io.atrium.mock.fault;

import org.jspecify.annotations.NullMarked;

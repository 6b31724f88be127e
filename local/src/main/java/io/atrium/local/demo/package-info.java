/** The demo: uses the platform through its public address, step by step. */
@NullMarked
package io.atrium.local.demo;

import org.jspecify.annotations.NullMarked;

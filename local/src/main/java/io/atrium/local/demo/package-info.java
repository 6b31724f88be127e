/** The shown run: the platform used from outside, step by step. */
@NullMarked
package io.atrium.local.demo;

import org.jspecify.annotations.NullMarked;

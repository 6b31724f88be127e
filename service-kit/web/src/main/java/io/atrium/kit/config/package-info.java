/** Validation of settings. */
@NullMarked
package io.atrium.kit.config;

import org.jspecify.annotations.NullMarked;

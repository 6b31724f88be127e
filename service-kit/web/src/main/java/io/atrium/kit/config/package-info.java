/** What the settings of services may be. */
@NullMarked
package io.atrium.kit.config;

import org.jspecify.annotations.NullMarked;

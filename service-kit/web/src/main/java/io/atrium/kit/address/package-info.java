/** The public address of the platform: one setting, from which every absolute URL is built. */
@NullMarked
package io.atrium.kit.address;

import org.jspecify.annotations.NullMarked;

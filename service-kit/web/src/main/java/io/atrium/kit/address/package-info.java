/** The address by which clients know the platform: one setting, from which every absolute URL is made. */
@NullMarked
package io.atrium.kit.address;

import org.jspecify.annotations.NullMarked;

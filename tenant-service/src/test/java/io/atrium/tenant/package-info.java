/** The service as a whole: what its tests share, the catalogs and the architecture. */
@NullMarked
package io.atrium.tenant;

import org.jspecify.annotations.NullMarked;

/** Keyset paging: pages, opaque cursors and the parameters of a list request. */
@NullMarked
package io.atrium.kit.paging;

import org.jspecify.annotations.NullMarked;

/** Keyset paging: pages, cursors that only their own list takes, and the parameters of a list request. */
@NullMarked
package io.atrium.kit.paging;

import org.jspecify.annotations.NullMarked;

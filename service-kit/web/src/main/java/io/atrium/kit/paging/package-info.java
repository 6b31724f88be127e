/** Keyset paging: pages, cursors that are valid only for their list, and the parameters of a list request. */
@NullMarked
package io.atrium.kit.paging;

import org.jspecify.annotations.NullMarked;

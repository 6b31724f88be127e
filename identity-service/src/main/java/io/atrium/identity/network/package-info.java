/** Where a client is, as far as its address tells. */
@NullMarked
package io.atrium.identity.network;

import org.jspecify.annotations.NullMarked;

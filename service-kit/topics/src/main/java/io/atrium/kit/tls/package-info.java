/** Failed TLS handshakes, in words that say what to do. */
@NullMarked
package io.atrium.kit.tls;

import org.jspecify.annotations.NullMarked;

/** Events on the wire: CloudEvents 1.0 in JSON structured mode, and the one way to send them. */
@NullMarked
package io.atrium.kit.event;

import org.jspecify.annotations.NullMarked;

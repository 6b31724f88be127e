/** Data that every service has without a call to another one: signing keys, revocations and organization states. */
@NullMarked
package io.atrium.kit.feed;

import org.jspecify.annotations.NullMarked;

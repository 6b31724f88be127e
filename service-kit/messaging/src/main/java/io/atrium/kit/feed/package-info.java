/** What every service knows without a call: signing keys, revocations and the states of organizations. */
@NullMarked
package io.atrium.kit.feed;

import org.jspecify.annotations.NullMarked;

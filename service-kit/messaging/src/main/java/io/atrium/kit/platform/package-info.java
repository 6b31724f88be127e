/** What every service knows without a call: signing keys, revocations and the states of organizations. */
@NullMarked
package io.atrium.kit.platform;

import org.jspecify.annotations.NullMarked;

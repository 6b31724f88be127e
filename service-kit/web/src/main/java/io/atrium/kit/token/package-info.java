/** Access tokens of users, and the short-lived tokens of calls between services. */
@NullMarked
package io.atrium.kit.token;

import org.jspecify.annotations.NullMarked;

/** Access tokens of users and the short-lived tokens that services call each other with. */
@NullMarked
package io.atrium.kit.token;

import org.jspecify.annotations.NullMarked;

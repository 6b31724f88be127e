/** The caller of a request: the user, organization and role of a verified token, and attributes of the request. */
@NullMarked
package io.atrium.kit.caller;

import org.jspecify.annotations.NullMarked;

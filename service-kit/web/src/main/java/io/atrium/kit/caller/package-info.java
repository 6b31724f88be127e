/** Who is calling: the user, organization and role of a verified token, and the facts of the request. */
@NullMarked
package io.atrium.kit.caller;

import org.jspecify.annotations.NullMarked;

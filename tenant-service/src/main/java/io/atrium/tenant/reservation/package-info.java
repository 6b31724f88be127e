/** The two steps of a registration: an organization is reserved, then activated or removed. */
@NullMarked
package io.atrium.tenant.reservation;

import org.jspecify.annotations.NullMarked;

/** Organizations: administration by their own administrators, and by the platform's. */
@NullMarked
package io.atrium.tenant.organization;

import org.jspecify.annotations.NullMarked;

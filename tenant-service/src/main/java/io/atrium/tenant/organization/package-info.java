/** Organizations: their own view and administration of themselves, and the platform's of all. */
@NullMarked
package io.atrium.tenant.organization;

import org.jspecify.annotations.NullMarked;

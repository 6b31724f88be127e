/** Statistics of organizations, computed from topics. */
@NullMarked
package io.atrium.tenant.statistics;

import org.jspecify.annotations.NullMarked;

/** Numbers about an organization, kept up to date from the topics. */
@NullMarked
package io.atrium.tenant.statistics;

import org.jspecify.annotations.NullMarked;

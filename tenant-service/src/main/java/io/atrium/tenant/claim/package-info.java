/** Domains and subdomains, each claimed by one organization of the platform. */
@NullMarked
package io.atrium.tenant.claim;

import org.jspecify.annotations.NullMarked;

/** Domains and subdomains, each claimed by one organization of the whole platform. */
@NullMarked
package io.atrium.tenant.claim;

import org.jspecify.annotations.NullMarked;

package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.text.DomainName;
import io.atrium.tenant.claim.Subdomain;
import org.jspecify.annotations.Nullable;

/**
 * What to change; absent fields stay.
 *
 * @param replaces whether the settings take the place of the former ones, or are merged into them
 * @param preconditions the request's
 */
record OrganizationChange(
        @Nullable String name,
        @Nullable DomainName domain,
        @Nullable Subdomain subdomain,
        @Nullable ObjectNode settings,
        boolean replaces,
        Preconditions preconditions) {}

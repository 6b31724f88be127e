package io.atrium.kit.caller;

import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses {@link TenantOperation}s in the platform organization. */
@Provider
@TenantOperation
public class TenantOperationFilter implements ContainerRequestFilter {

    private final CallerContext callers;

    TenantOperationFilter(CallerContext callers) {
        this.callers = callers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        callers.find()
                .filter(caller -> caller.organizationId().equals(PlatformOrganization.ID))
                .ifPresent(caller -> {
                    throw new ProblemException(
                            ErrorCode.ORGANIZATION_REQUIRED,
                            "The platform organization has nothing of this: name another organization in "
                                    + CallerAugmentor.ORGANIZATION_HEADER + ".");
                });
    }
}

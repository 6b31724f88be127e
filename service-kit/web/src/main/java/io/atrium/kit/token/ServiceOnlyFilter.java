package io.atrium.kit.token;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** The second lock, at the resource: whatever way a request took here, its service token was verified. */
@Provider
@ServiceOnly
public class ServiceOnlyFilter implements ContainerRequestFilter {
    private final CallerContext callers;

    public ServiceOnlyFilter(CallerContext callers) {
        this.callers = callers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (callers.service().isEmpty()) {
            throw new ProblemException(ErrorCode.UNAUTHENTICATED, "A valid service token is required.");
        }
    }
}

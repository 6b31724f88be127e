package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.id.Ids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What operators do to one organization, in that organization's transaction and under their own name. */
@ApplicationScoped
class PlatformService {
    /** How often a move gives way to a change that was made at the same time. */
    private static final int OVERTAKEN = 3;

    private final CallerContext callers;
    private final TenantTransaction transaction;
    private final Organizations organizations;

    PlatformService(CallerContext callers, TenantTransaction transaction, Organizations organizations) {
        this.callers = callers;
        this.transaction = transaction;
        this.organizations = organizations;
    }

    Uni<OrganizationResponse> create(CreateOrganizationRequest request) {
        NewOrganization made = request.toNew(Ids.next());
        return transaction.run(scope(made.id()), () -> organizations.create(made));
    }

    Uni<OrganizationResponse> read(UUID id) {
        return transaction.read(scope(id), () -> organizations.require(id));
    }

    /** The caller names no version, so that a change in between is read and the move is made again. */
    Uni<OrganizationResponse> move(UUID id, OrganizationStatus from, OrganizationStatus to) {
        return Uni.createFrom()
                .deferred(() -> transaction.run(scope(id), () -> organizations.move(id, from, to)))
                .onFailure(PlatformService::isOvertaken)
                .retry()
                .atMost(OVERTAKEN);
    }

    private static boolean isOvertaken(Throwable failure) {
        return failure instanceof ProblemException problem && problem.code() == ErrorCode.PRECONDITION_FAILED;
    }

    private TenantScope scope(UUID organization) {
        return TenantScope.in(callers.current(), organization);
    }
}

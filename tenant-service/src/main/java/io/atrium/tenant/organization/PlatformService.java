package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.id.Ids;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What operators do to one organization, in that organization's transaction and under their own name. */
@ApplicationScoped
class PlatformService {
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

    Uni<OrganizationResponse> move(
            UUID id, OrganizationStatus from, OrganizationStatus to, Preconditions preconditions) {
        return transaction.run(scope(id), () -> organizations.move(id, from, to, preconditions));
    }

    private TenantScope scope(UUID organization) {
        return TenantScope.in(callers.current(), organization);
    }
}

package io.atrium.tenant.reservation;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.tenant.organization.NewOrganization;
import io.atrium.tenant.organization.OrganizationResponse;
import io.atrium.tenant.organization.Organizations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reserves, activates and removes; each step may be repeated and then changes nothing. */
@ApplicationScoped
class ReservationService {
    private final CallerContext callers;
    private final TenantTransaction transaction;
    private final Organizations organizations;
    private final DueReservations due;

    ReservationService(
            CallerContext callers, TenantTransaction transaction, Organizations organizations, DueReservations due) {
        this.callers = callers;
        this.transaction = transaction;
        this.organizations = organizations;
        this.due = due;
    }

    Uni<Reservation> reserve(NewOrganization asked) {
        return transaction.run(
                service(asked.id()),
                () -> organizations
                        .find(asked.id())
                        .chain(present ->
                                present.map(same -> repeated(asked, same)).orElseGet(() -> reserved(asked))));
    }

    Uni<OrganizationResponse> activate(TenantScope scope) {
        UUID id = scope.organizationId();
        return transaction.run(scope, () -> organizations.activate(id).call(() -> due.settle(id)));
    }

    Uni<Void> remove(TenantScope scope) {
        UUID id = scope.organizationId();
        return transaction.run(scope, () -> organizations.remove(id).call(() -> due.settle(id)));
    }

    TenantScope service(UUID organizationId) {
        return TenantScope.ofService(organizationId, callers.request());
    }

    private Uni<Reservation> reserved(NewOrganization asked) {
        return organizations.create(asked).call(() -> due.add(asked.id())).map(made -> new Reservation(made, true));
    }

    private static Uni<Reservation> repeated(NewOrganization asked, OrganizationResponse present) {
        if (!ReserveOrganizationRequest.isSame(asked, present)) {
            throw new ProblemException(ErrorCode.CONFLICT, "The id belongs to another organization.");
        }
        return Uni.createFrom().item(new Reservation(present, false));
    }

    /** @param isNew whether this request made it */
    record Reservation(OrganizationResponse organization, boolean isNew) {}
}

package io.atrium.identity.registration;

import io.atrium.identity.user.Users;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Answers tenant-service whether a pending organization has its first user. */
@Path("/internal/registrations")
@RolesAllowed(Roles.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
public class InternalRegistrationsResource {

    private final Users users;
    private final CallerContext callers;
    private final TenantTransaction transaction;

    InternalRegistrationsResource(Users users, CallerContext callers, TenantTransaction transaction) {
        this.users = users;
        this.callers = callers;
        this.transaction = transaction;
    }

    /** @param registered whether the organization's first user is committed */
    public record RegistrationState(UUID organizationId, boolean registered) {}

    @GET
    @Path("/{organization_id}")
    @Operation(hidden = true)
    public Uni<RegistrationState> get(@PathParam("organization_id") UUID organizationId) {
        TenantScope scope = TenantScope.system(organizationId, callers.request().requestId());
        return transaction
                .read(scope, () -> users.hasAny(organizationId))
                .map(registered -> new RegistrationState(organizationId, registered));
    }
}

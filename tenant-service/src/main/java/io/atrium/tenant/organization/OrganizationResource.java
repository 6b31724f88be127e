package io.atrium.tenant.organization;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own organization. */
@Path("/api/v1/organizations/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organization")
public class OrganizationResource {
    private final CallerContext callers;
    private final TenantTransaction transaction;
    private final Organizations organizations;

    OrganizationResource(CallerContext callers, TenantTransaction transaction, Organizations organizations) {
        this.callers = callers;
        this.transaction = transaction;
        this.organizations = organizations;
    }

    @GET
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(summary = "Read the caller's organization")
    public Uni<OrganizationResponse> read() {
        return transaction.run(() -> organizations.require(callers.current().organizationId()));
    }

    @PUT
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
    @Operation(summary = "Replace what administrators may change; If-Match refuses a lost update with 412")
    public Uni<OrganizationResponse> replace(
            @NotNull @Valid UpdateOrganizationRequest request, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return change(request.toChange(ifMatch));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
    @Operation(summary = "Change some of it; settings are merged (RFC 7396)")
    public Uni<OrganizationResponse> patch(
            @NotNull @Valid PatchOrganizationRequest request, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return change(request.toChange(ifMatch));
    }

    private Uni<OrganizationResponse> change(OrganizationChange change) {
        return transaction.run(() -> organizations.change(callers.current().organizationId(), change));
    }
}

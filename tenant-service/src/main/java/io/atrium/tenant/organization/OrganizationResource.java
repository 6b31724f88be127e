package io.atrium.tenant.organization;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own organization. */
@Path("/api/v1/organizations/me")
@Produces(MediaType.APPLICATION_JSON)
@TenantOperation
@Tag(
        name = "Organization",
        description = "The caller's own organization: its profile, settings and statistics. A SUPER_ADMIN"
                + " names the organization in X-Organization-Id.")
public class OrganizationResource {
    private static final String TAKEN =
            "DOMAIN_TAKEN, SUBDOMAIN_TAKEN: another organization has it, or the platform keeps it";
    private static final String INVALID =
            "VALIDATION_FAILED: errors names each field; settings over 16 KiB with numbers written out, or with a"
                    + " number of more than 500 digits";

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
    @Operation(
            operationId = "getOwnOrganization",
            summary = "Read the own organization",
            description = "For everybody of the organization.")
    @APIResponse(responseCode = "200", description = "The organization, its version in ETag")
    public Uni<OrganizationResponse> read() {
        return transaction.read(() -> organizations.require(callers.current().organizationId()));
    }

    @PUT
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
    @Operation(
            operationId = "replaceOwnOrganization",
            summary = "Replace the own organization",
            description = "Writes all that administrators may change; settings take the place of the former"
                    + " ones. Plan and status are the platform's to change. Every service learns the new"
                    + " state within seconds.")
    @APIResponse(responseCode = "200", description = "The organization as it is now, its version in ETag")
    @APIResponse(responseCode = "409", description = TAKEN)
    @APIResponse(responseCode = "422", description = INVALID)
    public Uni<OrganizationResponse> replace(
            @NotNull @Valid UpdateOrganizationRequest request, @BeanParam Preconditions preconditions) {
        return change(request.toChange(preconditions));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
    @Operation(
            operationId = "patchOwnOrganization",
            summary = "Change some of the own organization",
            description = "For administrators. Absent members stay; settings are merged (JSON Merge Patch, RFC"
                    + " 7396): null removes a member of them.")
    @APIResponse(responseCode = "200", description = "The organization as it is now, its version in ETag")
    @APIResponse(responseCode = "409", description = TAKEN)
    @APIResponse(responseCode = "422", description = INVALID)
    public Uni<OrganizationResponse> patch(
            @NotNull @Valid PatchOrganizationRequest request, @BeanParam Preconditions preconditions) {
        return change(request.toChange(preconditions));
    }

    private Uni<OrganizationResponse> change(OrganizationChange change) {
        return transaction.run(() -> organizations.change(callers.current().organizationId(), change));
    }
}

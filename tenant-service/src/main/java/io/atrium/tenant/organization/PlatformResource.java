package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.EnumParameters;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** All organizations, for the platform's operators. */
@Path("/api/v1/organizations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SUPER_ADMIN)
@Tag(name = "Platform", description = "All organizations, for the platform's operators (SUPER_ADMIN)")
public class PlatformResource {
    private static final String ID = "Id of an organization (UUID)";
    private static final String NO_ORGANIZATION = "NOT_FOUND: there is no such organization";

    private final PlatformService platform;
    private final OrganizationDirectory directory;
    private final PublicAddress address;

    PlatformResource(PlatformService platform, OrganizationDirectory directory, PublicAddress address) {
        this.platform = platform;
        this.directory = directory;
        this.address = address;
    }

    @GET
    @Operation(
            operationId = "listOrganizations",
            summary = "List organizations",
            description =
                    "Oldest first, those that are PENDING or ERASING too. A page has at most 1 MiB of settings, so it"
                            + " may have fewer organizations than the limit and still a next page.")
    @APIResponse(responseCode = "200", description = "One page of organizations")
    public Uni<Page<OrganizationResponse>> list(
            @Parameter(
                            description = "Only organizations with this status; absent: all",
                            example = "ACTIVE",
                            schema = @Schema(implementation = OrganizationStatus.class))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @BeanParam PageRequest page) {
        return directory.list(
                EnumParameters.parse("status", status, OrganizationStatus.class).orElse(null), page);
    }

    @POST
    @Operation(
            operationId = "createOrganization",
            summary = "Create an organization",
            description = "Creates an ACTIVE organization without users. Its first user is created by a"
                    + " SUPER_ADMIN who names it in X-Organization-Id.")
    @APIResponseSchema(
            value = OrganizationResponse.class,
            responseCode = "201",
            responseDescription = "The organization; its address in Location, its version in ETag")
    @APIResponse(
            responseCode = "409",
            description = "DOMAIN_TAKEN, SUBDOMAIN_TAKEN: another organization has it, or the platform keeps it")
    public Uni<RestResponse<OrganizationResponse>> create(@NotNull @Valid CreateOrganizationRequest request) {
        return platform.create(request)
                .map(made -> RestResponse.ResponseBuilder.<OrganizationResponse>created(
                                address.resolve("/api/v1/organizations/" + made.id()))
                        .entity(made)
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getOrganization",
            summary = "Read an organization",
            description = "Any organization of the platform, whatever its status.")
    @APIResponse(responseCode = "200", description = "The organization, its version in ETag")
    @APIResponse(responseCode = "404", description = NO_ORGANIZATION)
    public Uni<OrganizationResponse> read(
            @Parameter(description = ID, example = Examples.ORGANIZATION_ID) @PathParam("id") UUID id) {
        return platform.read(id);
    }

    @POST
    @Path("{id}/suspend")
    @Operation(
            operationId = "suspendOrganization",
            summary = "Suspend an organization",
            description = "Within 5 seconds every service refuses the organization's logins, calls (403"
                    + " ORGANIZATION_SUSPENDED) and webhooks. Its data and sessions stay. Suspending a"
                    + " suspended one changes nothing.")
    @APIResponseSchema(
            value = OrganizationResponse.class,
            responseCode = "200",
            responseDescription = "The organization, SUSPENDED")
    @APIResponse(responseCode = "404", description = NO_ORGANIZATION)
    @APIResponse(responseCode = "409", description = "CONFLICT: the organization is PENDING or ERASING")
    public Uni<OrganizationResponse> suspend(
            @Parameter(description = ID, example = Examples.ORGANIZATION_ID) @PathParam("id") UUID id,
            @BeanParam Preconditions preconditions) {
        return platform.move(id, OrganizationStatus.ACTIVE, OrganizationStatus.SUSPENDED, preconditions);
    }

    @POST
    @Path("{id}/reactivate")
    @Operation(
            operationId = "reactivateOrganization",
            summary = "Reactivate an organization",
            description = "Ends a suspension: logins, calls and webhooks are taken again within seconds."
                    + " Reactivating an active one changes nothing.")
    @APIResponseSchema(
            value = OrganizationResponse.class,
            responseCode = "200",
            responseDescription = "The organization, ACTIVE")
    @APIResponse(responseCode = "404", description = NO_ORGANIZATION)
    @APIResponse(responseCode = "409", description = "CONFLICT: the organization is PENDING or ERASING")
    public Uni<OrganizationResponse> reactivate(
            @Parameter(description = ID, example = Examples.ORGANIZATION_ID) @PathParam("id") UUID id,
            @BeanParam Preconditions preconditions) {
        return platform.move(id, OrganizationStatus.SUSPENDED, OrganizationStatus.ACTIVE, preconditions);
    }
}

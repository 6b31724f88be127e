package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.http.EnumParameters;
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
@Tag(name = "Platform")
public class PlatformResource {
    private final PlatformService platform;
    private final OrganizationDirectory directory;
    private final PublicAddress address;

    PlatformResource(PlatformService platform, OrganizationDirectory directory, PublicAddress address) {
        this.platform = platform;
        this.directory = directory;
        this.address = address;
    }

    @GET
    @Operation(summary = "List organizations, oldest first")
    public Uni<Page<OrganizationResponse>> list(
            @Parameter(schema = @Schema(implementation = OrganizationStatus.class)) @QueryParam("status") @Nullable
                    String status,
            @BeanParam PageRequest page) {
        return directory.list(
                EnumParameters.parse("status", status, OrganizationStatus.class).orElse(null), page);
    }

    @POST
    @Operation(summary = "Make an organization without users")
    @APIResponseSchema(
            value = OrganizationResponse.class,
            responseCode = "201",
            responseDescription = "Made; its address in Location")
    @APIResponse(responseCode = "409", description = "DOMAIN_TAKEN, SUBDOMAIN_TAKEN")
    public Uni<RestResponse<OrganizationResponse>> create(@NotNull @Valid CreateOrganizationRequest request) {
        return platform.create(request)
                .map(made -> RestResponse.ResponseBuilder.<OrganizationResponse>created(
                                address.resolve("/api/v1/organizations/" + made.id()))
                        .entity(made)
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read an organization")
    public Uni<OrganizationResponse> read(@PathParam("id") UUID id) {
        return platform.read(id);
    }

    @POST
    @Path("{id}/suspend")
    @Operation(summary = "Refuse the organization's logins, calls and webhooks, everywhere and within seconds")
    @APIResponseSchema(value = OrganizationResponse.class, responseCode = "200", responseDescription = "As it is now")
    @APIResponse(responseCode = "409", description = "CONFLICT: it is not active")
    public Uni<OrganizationResponse> suspend(@PathParam("id") UUID id) {
        return platform.move(id, OrganizationStatus.ACTIVE, OrganizationStatus.SUSPENDED);
    }

    @POST
    @Path("{id}/reactivate")
    @Operation(summary = "End a suspension")
    @APIResponseSchema(value = OrganizationResponse.class, responseCode = "200", responseDescription = "As it is now")
    @APIResponse(responseCode = "409", description = "CONFLICT: it is not suspended")
    public Uni<OrganizationResponse> reactivate(@PathParam("id") UUID id) {
        return platform.move(id, OrganizationStatus.SUSPENDED, OrganizationStatus.ACTIVE);
    }
}

package io.atrium.integration.catalog;

import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.http.ETags;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An organization's links to its providers. */
@Path("/api/v1/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Integrations")
public class IntegrationResource {

    private final IntegrationService service;
    private final SecretRotation rotation;
    private final PublicAddress address;

    IntegrationResource(IntegrationService service, SecretRotation rotation, PublicAddress address) {
        this.service = service;
        this.rotation = rotation;
        this.address = address;
    }

    @GET
    @Operation(summary = "List integrations, oldest first")
    public Uni<Page<IntegrationResponse>> list(@BeanParam PageRequest page) {
        return service.list(page);
    }

    @POST
    @Operation(summary = "Add an integration with a webhook source of its own; its secret is shown once")
    @APIResponseSchema(
            value = IntegrationResponse.class,
            responseCode = "201",
            responseDescription = "Added; its address in Location")
    @APIResponse(responseCode = "409", description = "SOURCE_TAKEN")
    public Uni<RestResponse<IntegrationResponse>> create(@NotNull @Valid CreateIntegrationRequest request) {
        return service.create(request)
                .map(created -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, created)
                        .location(address.resolve("/api/v1/integrations/" + created.id()))
                        .tag(tag(created))
                        .build());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One integration")
    public Uni<RestResponse<IntegrationResponse>> get(UUID id) {
        return service.get(id).map(IntegrationResource::tagged);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Replace an integration's settings")
    public Uni<RestResponse<IntegrationResponse>> update(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid UpdateIntegrationRequest request) {
        return service.update(id, ifMatch, request).map(IntegrationResource::tagged);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove an integration of the organization's own, and its source")
    public Uni<Void> delete(UUID id) {
        return service.delete(id);
    }

    @POST
    @Path("/{id}/secret")
    @Operation(summary = "Rotate the webhook secret; it is shown once, the old one stays good for the overlap")
    public Uni<SecretResponse> rotate(UUID id, @Valid @Nullable RotateSecretRequest request) {
        return rotation.rotate(id, request == null ? new RotateSecretRequest(null, null) : request);
    }

    private static RestResponse<IntegrationResponse> tagged(IntegrationResponse integration) {
        return RestResponse.ResponseBuilder.ok(integration)
                .tag(tag(integration))
                .build();
    }

    private static EntityTag tag(IntegrationResponse integration) {
        return EntityTag.valueOf(ETags.of(integration.version()));
    }
}

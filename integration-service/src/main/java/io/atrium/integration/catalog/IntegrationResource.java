package io.atrium.integration.catalog;

import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.atrium.kit.http.Preconditions;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
@TenantOperation
@Tag(
        name = "Integrations",
        description = "The organization's links to its providers: addresses, credentials, webhook secrets"
                + " and health. For administrators; a SUPER_ADMIN names the organization in X-Organization-Id.")
public class IntegrationResource {

    private static final String ID = "Id of an integration (UUID)";
    private static final String NO_INTEGRATION = "NOT_FOUND: the organization has no such integration";

    private final IntegrationService service;
    private final SecretRotation rotation;
    private final PublicAddress address;

    IntegrationResource(IntegrationService service, SecretRotation rotation, PublicAddress address) {
        this.service = service;
        this.rotation = rotation;
        this.address = address;
    }

    @GET
    @Operation(
            operationId = "listIntegrations",
            summary = "List integrations",
            description = "Oldest first. Those with the platform's user, payment and communication provider"
                    + " exist from the start. Secrets and credentials are not shown.")
    @APIResponse(responseCode = "200", description = "One page of integrations")
    public Uni<Page<IntegrationResponse>> list(@BeanParam PageRequest page) {
        return service.list(page);
    }

    @POST
    @Operation(
            operationId = "createIntegration",
            summary = "Add an integration",
            description = "Adds an integration of the organization's own, with a webhook source whose address"
                    + " is webhook.url of the answer. Its secret is in this answer and never shown again."
                    + " The webhook gateway takes its webhooks within seconds.")
    @APIResponseSchema(
            value = IntegrationResponse.class,
            responseCode = "201",
            responseDescription = "The integration with its secret; its address in Location, its version in ETag")
    @APIResponse(
            responseCode = "409",
            description = "SOURCE_TAKEN: the organization has a source of this name. CONFLICT: it has as many"
                    + " integrations as an organization may have")
    @APIResponse(
            responseCode = "422",
            description = "VALIDATION_FAILED: errors names each field, such as a provider other than custom, a"
                    + " source that is a reserved word, a secret that the scheme cannot use, a base_url"
                    + " that leads to a private address")
    public Uni<RestResponse<IntegrationResponse>> create(@NotNull @Valid CreateIntegrationRequest request) {
        return service.create(request)
                .map(created -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, created)
                        .location(address.resolve("/api/v1/integrations/" + created.id()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getIntegration",
            summary = "Read an integration",
            description = "Its settings, without secrets and credentials.")
    @APIResponse(responseCode = "200", description = "The integration, its version in ETag")
    @APIResponse(responseCode = "404", description = NO_INTEGRATION)
    public Uni<IntegrationResponse> get(
            @Parameter(description = ID, example = IntegrationResponse.EXAMPLE_ID) @PathParam("id") UUID id) {
        return service.get(id);
    }

    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "updateIntegration",
            summary = "Replace an integration",
            description = "Writes the integration's settings. Credentials, enabled and webhook stay as they"
                    + " are when left out; but a new base_url without credentials removes those that were given for"
                    + " the address before. After a change of either the next sync reads everything. The source's"
                    + " name and its scheme cannot change; the secret is"
                    + " rotated by POST …/secret. The webhook gateway follows within seconds.")
    @APIResponse(responseCode = "200", description = "The integration as it is now, its version in ETag")
    @APIResponse(responseCode = "404", description = NO_INTEGRATION)
    @APIResponse(
            responseCode = "422",
            description = "VALIDATION_FAILED: errors names each field, such as another source or scheme, a secret, a"
                    + " base_url that leads to a private address")
    public Uni<IntegrationResponse> update(
            @Parameter(description = ID, example = IntegrationResponse.EXAMPLE_ID) @PathParam("id") UUID id,
            @BeanParam Preconditions preconditions,
            @NotNull @Valid UpdateIntegrationRequest request) {
        return service.update(id, preconditions, request);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteIntegration",
            summary = "Remove an integration",
            description = "Removes an integration of the organization's own, its secrets and its source:"
                    + " webhooks to it are 404 within seconds. Events that were received stay. Those that"
                    + " exist from the start can only be disabled.")
    @APIResponse(responseCode = "204", description = "The integration is removed")
    @APIResponse(responseCode = "404", description = NO_INTEGRATION)
    @APIResponse(responseCode = "409", description = "CONFLICT: every organization has this integration")
    public Uni<Void> delete(
            @Parameter(description = ID, example = IntegrationResponse.EXAMPLE_ID) @PathParam("id") UUID id,
            @BeanParam Preconditions preconditions) {
        return service.delete(id, preconditions);
    }

    @POST
    @Path("/{id}/secret")
    @Operation(
            operationId = "rotateIntegrationSecret",
            summary = "Rotate the webhook secret",
            description = "Sets a new secret and answers it once. The one before stays good until the overlap"
                    + " ends, older ones are removed, so at most two are good at once. Called again, for a"
                    + " lost answer for one, it rotates again.")
    @APIResponse(responseCode = "200", description = "The new secret")
    @APIResponse(responseCode = "404", description = NO_INTEGRATION)
    @APIResponse(
            responseCode = "422",
            description = "VALIDATION_FAILED: the scheme cannot use the secret, or overlap_seconds is not 0 to 604800")
    public Uni<SecretResponse> rotate(
            @Parameter(description = ID, example = IntegrationResponse.EXAMPLE_ID) @PathParam("id") UUID id,
            @BeanParam Preconditions preconditions,
            @RequestBody(
                            description = "Without it, a secret is made and the old one stays good for a day",
                            required = false)
                    @Valid
                    @Nullable
                    RotateSecretRequest request) {
        return rotation.rotate(id, preconditions, request == null ? new RotateSecretRequest(null, null) : request);
    }
}

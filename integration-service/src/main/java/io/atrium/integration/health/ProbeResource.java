package io.atrium.integration.health;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.atrium.kit.deadline.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A test of one integration. */
@Path("/api/v1/integrations/{id}/test")
@TenantOperation
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Integrations")
public class ProbeResource {

    private final ProbeService service;

    ProbeResource(ProbeService service) {
        this.service = service;
    }

    @Deadline(seconds = 30)
    @POST
    @Operation(
            operationId = "testIntegration",
            summary = "Test an integration",
            description = "Calls the provider once, now, with the integration's address and credential,"
                    + " without retries and under the same limits as every call. No data is stored; the"
                    + " call counts for the integration's health. That the provider failed is an answer"
                    + " (200) with ok false.")
    @APIResponseSchema(
            value = ProbeResponse.class,
            responseCode = "200",
            responseDescription = "What the call came to, good or bad")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: the organization has no such integration")
    @APIResponse(
            responseCode = "409",
            description = "CONFLICT: the integration is disabled, or custom and so without a provider to call")
    public Uni<ProbeResponse> probe(
            @Parameter(description = "Id of an integration (UUID)", example = IntegrationHealth.EXAMPLE_ID)
                    @PathParam("id")
                    UUID id) {
        return service.probe(id);
    }
}

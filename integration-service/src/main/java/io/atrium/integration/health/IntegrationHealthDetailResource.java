package io.atrium.integration.health;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The health of one integration. */
@Path("/api/v1/integrations/{id}/health")
@TenantOperation
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Integrations")
public class IntegrationHealthDetailResource {

    private final IntegrationHealthService service;

    IntegrationHealthDetailResource(IntegrationHealthService service) {
        this.service = service;
    }

    @GET
    @Operation(
            operationId = "getIntegrationHealth",
            summary = "Read the health of an integration",
            description = "As in the health of all, and the last changes of the status. A custom integration,"
                    + " which is not called, is UNKNOWN.")
    @APIResponse(responseCode = "200", description = "The health and the last changes of the status")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: the organization has no such integration")
    public Uni<IntegrationHealthDetail> health(
            @Parameter(description = "Id of an integration (UUID)", example = IntegrationHealth.EXAMPLE_ID)
                    @PathParam("id")
                    UUID id,
            @Parameter(
                            description = "How far to look back for calls, error rate and response times",
                            example = "1h",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"5m", "1h", "24h", "30d"},
                                            defaultValue = "1h"))
                    @QueryParam("window")
                    @Nullable
                    String window) {
        return service.health(id, HealthWindow.of(window));
    }
}

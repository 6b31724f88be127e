package io.atrium.integration.health;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The health of an organization's integrations. */
@Path("/api/v1/integrations/health")
@TenantOperation
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Integrations")
public class IntegrationHealthResource {

    private final IntegrationHealthService service;

    IntegrationHealthResource(IntegrationHealthService service) {
        this.service = service;
    }

    @GET
    @Operation(
            operationId = "getIntegrationsHealth",
            summary = "Read the health of all integrations",
            description = "Status, circuit, error rate, response times, uptime and last error of each"
                    + " integration whose provider is called, from calls and from probes every 60 seconds"
                    + " (by default). Counts are some seconds old.")
    @APIResponse(responseCode = "200", description = "The health of each integration that is called")
    public Uni<IntegrationHealth> health(
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
        return service.health(HealthWindow.of(window));
    }
}

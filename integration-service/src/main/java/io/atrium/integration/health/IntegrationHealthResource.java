package io.atrium.integration.health;

import io.atrium.kit.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The health of an organization's integrations. */
@Path("/api/v1/integrations/health")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Integrations")
public class IntegrationHealthResource {

    private final IntegrationHealthService service;

    IntegrationHealthResource(IntegrationHealthService service) {
        this.service = service;
    }

    @GET
    @Operation(summary = "Status, circuit, error rate and last error of each integration over the last hour")
    public Uni<IntegrationHealth> health() {
        return service.health();
    }
}

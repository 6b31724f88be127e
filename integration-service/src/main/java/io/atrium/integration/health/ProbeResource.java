package io.atrium.integration.health;

import io.atrium.kit.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A test of one integration. */
@Path("/api/v1/integrations/{id}/test")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Integrations")
public class ProbeResource {

    private final ProbeService service;

    ProbeResource(ProbeService service) {
        this.service = service;
    }

    @POST
    @Operation(
            summary = "Call the provider once, now, with the integration's address and credential; nothing is stored")
    @APIResponseSchema(value = ProbeResponse.class, responseCode = "200", responseDescription = "What it came to")
    @APIResponse(responseCode = "409", description = "CONFLICT: disabled, or no provider to call")
    public Uni<ProbeResponse> probe(UUID id) {
        return service.probe(id);
    }
}

package io.atrium.tenant.reservation;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** identity-service, asked whether a registration came to its end. */
@RegisterRestClient(configKey = "identity")
@RegisterClientHeaders(ServiceAuthorization.class)
@Path("/internal/registrations")
interface RegistrationClient {
    @GET
    @Path("{organization_id}")
    Uni<Registration> find(@PathParam("organization_id") UUID organizationId);

    /** @param registered whether the organization's first user exists */
    record Registration(UUID organizationId, boolean registered) {}
}

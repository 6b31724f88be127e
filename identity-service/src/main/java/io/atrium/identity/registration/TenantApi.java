package io.atrium.identity.registration;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** tenant-service's side of a registration. */
@Path("/internal/organizations")
@RegisterRestClient(configKey = "tenant-service")
interface TenantApi {

    /** What is reserved. */
    record Reservation(UUID id, String name, String domain, String subdomain) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> reserve(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") String requestId,
            Reservation reservation);

    @POST
    @Path("/{id}/activate")
    Uni<Void> activate(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") String requestId,
            @PathParam("id") UUID id);

    @DELETE
    @Path("/{id}")
    Uni<Void> release(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") String requestId,
            @PathParam("id") UUID id);
}

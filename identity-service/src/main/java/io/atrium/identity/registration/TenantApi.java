package io.atrium.identity.registration;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * tenant-service's side of a registration. Each operation may come twice: a reservation has the id that its caller chose.
 * So one that got no answer or a 5xx is tried again, and while most of an operation's calls fail none is made.
 */
@Path("/internal/organizations")
@RegisterRestClient(configKey = "tenant-service")
@Retry(
        maxRetries = 2,
        delay = 100,
        jitter = 50,
        retryOn = {ServerErrorException.class, ProcessingException.class, IOException.class})
@CircuitBreaker(
        delay = 2000,
        failOn = {ServerErrorException.class, ProcessingException.class, IOException.class, TimeoutException.class})
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

    @ClientExceptionMapper
    static @Nullable RuntimeException serverError(Response response) {
        return response.getStatus() >= 500 ? new ServerErrorException(response) : null;
    }
}

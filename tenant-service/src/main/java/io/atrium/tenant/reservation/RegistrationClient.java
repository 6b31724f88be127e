package io.atrium.tenant.reservation;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * identity-service, asked whether a registration came to its end. A question without an answer or with a 5xx is asked
 * again, and while most of them fail none is asked.
 */
@Retry(
        maxRetries = 2,
        delay = 100,
        jitter = 50,
        retryOn = {ServerErrorException.class, ProcessingException.class, IOException.class})
@CircuitBreaker(
        delay = 2000,
        failOn = {ServerErrorException.class, ProcessingException.class, IOException.class, TimeoutException.class})
@RegisterRestClient(configKey = "identity")
@RegisterClientHeaders(ServiceAuthorization.class)
@Path("/internal/registrations")
interface RegistrationClient {
    @GET
    @Path("{organization_id}")
    Uni<Registration> find(@PathParam("organization_id") UUID organizationId);

    @ClientExceptionMapper
    static @Nullable RuntimeException serverError(Response response) {
        return response.getStatus() >= 500 ? new ServerErrorException(response) : null;
    }

    /** @param registered whether the organization's first user exists */
    record Registration(UUID organizationId, boolean registered) {}
}

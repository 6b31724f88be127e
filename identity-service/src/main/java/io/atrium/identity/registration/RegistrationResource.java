package io.atrium.identity.registration;

import io.atrium.identity.attempt.Attempts;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.deadline.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Signing up. */
@Path("/api/v1/auth/register")
@Tag(name = "Authentication")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class RegistrationResource {

    private final Attempts attempts;
    private final RegistrationService registrations;
    private final CallerContext callers;

    RegistrationResource(Attempts attempts, RegistrationService registrations, CallerContext callers) {
        this.attempts = attempts;
        this.registrations = registrations;
        this.callers = callers;
    }

    @Deadline(seconds = 20)
    @POST
    @ResponseStatus(201)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "register",
            summary = "Register an organization",
            description = "Creates an organization and its first user, an ORG_ADMIN who is logged in: both or"
                    + " neither. Takes no token. The organization is reserved first and activated when the"
                    + " user is there; where the activation does not come through at once, the answer's"
                    + " status is PENDING and it follows within a minute. After a 503, or without an"
                    + " answer, look whether a login works before registering again.")
    @APIResponseSchema(
            value = RegisterResponse.class,
            responseCode = "201",
            responseDescription = "The organization, its first user and tokens")
    @APIResponse(
            responseCode = "409",
            description = "EMAIL_TAKEN: a user has the address. DOMAIN_TAKEN, SUBDOMAIN_TAKEN: another organization has"
                    + " it, or the platform keeps it. Nothing was registered")
    @APIResponse(
            responseCode = "422",
            description =
                    "VALIDATION_FAILED: errors names each field. PASSWORD_REFUSED: too short, too long or too easy"
                            + " to guess")
    @APIResponse(
            responseCode = "503",
            description =
                    "SERVICE_UNAVAILABLE: registration is not possible right now, or another one that has not come to"
                            + " its end holds the domain or the subdomain; see Retry-After")
    public Uni<RegisterResponse> register(@NotNull @Valid RegisterRequest request) {
        RequestInfo info = callers.request();
        return attempts.registration(request.email(), info).chain(() -> registrations.register(request, info));
    }
}

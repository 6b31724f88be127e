package io.atrium.integration.webhook;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.time.Rfc3339;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The webhooks an organization has received. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Webhook events")
public class WebhookEventResource {

    private final WebhookEventService service;

    WebhookEventResource(WebhookEventService service) {
        this.service = service;
    }

    @GET
    @Path("/events")
    @Operation(summary = "List received webhooks, newest first")
    public Uni<Page<WebhookEventSummary>> list(
            @BeanParam WebhookFilter filter,
            @Parameter(
                            description = "PROCESSED, RETRY, PARKED or DEAD",
                            schema = @Schema(implementation = WebhookState.class))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @BeanParam PageRequest page) {
        return service.list(filter, WebhookState.of(status), page);
    }

    @GET
    @Path("/events/{id}")
    @Operation(summary = "One webhook with its payload and attempts")
    public Uni<WebhookEventResponse> get(UUID id) {
        return service.get(id);
    }

    @POST
    @Path("/events/{id}/replay")
    @ResponseStatus(202)
    @APIResponseSchema(
            value = WebhookEventResponse.class,
            responseCode = "202",
            responseDescription = "It is due again")
    @APIResponse(responseCode = "409", description = "CONFLICT: it is waiting already")
    @Operation(summary = "Make a processed or dead webhook due again")
    public Uni<WebhookEventResponse> replay(UUID id) {
        return service.replay(id);
    }

    @POST
    @Path("/replay")
    @ResponseStatus(202)
    @APIResponseSchema(
            value = ReplayResponse.class,
            responseCode = "202",
            responseDescription = "So many are due again")
    @Operation(
            summary = "Make the webhooks that a filter names due again",
            description = "Dead ones, unless the filter says otherwise; the oldest first, at most 1,000 in one call.")
    public Uni<ReplayResponse> replay(@Nullable @Valid ReplayRequest filter) {
        return service.replay(filter == null ? ReplayRequest.ALL_DEAD : filter.checked());
    }

    @GET
    @Path("/dead-letters")
    @Operation(summary = "List webhooks that were given up, newest first")
    public Uni<Page<WebhookEventSummary>> deadLetters(@BeanParam WebhookFilter filter, @BeanParam PageRequest page) {
        return service.list(filter, Optional.of(WebhookState.DEAD), page);
    }

    @GET
    @Path("/stats")
    @Operation(summary = "Counts, success rate and processing times since a time, by default the last 24 hours")
    public Uni<WebhookStats> stats(
            @Parameter(
                            description = "Received at or after, RFC 3339",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("since")
                    @Nullable
                    String since) {
        return service.stats(Rfc3339.parameter("since", since));
    }

    @POST
    @Path("/process")
    @Operation(summary = "Run what is due now")
    public Uni<ProcessResponse> process() {
        return service.process();
    }
}

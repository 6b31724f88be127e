package io.atrium.integration.webhook;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.atrium.kit.deadline.Deadline;
import io.atrium.kit.documentation.Examples;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The webhooks an organization has received. */
@Path("/api/v1/webhooks")
@TenantOperation
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(
        name = "Webhook events",
        description = "The webhooks that an organization has received, and their processing. For"
                + " administrators; a SUPER_ADMIN names the organization in X-Organization-Id.")
public class WebhookEventResource {

    private static final String ID = "Id of a webhook event (UUID)";
    private static final String NO_EVENT = "NOT_FOUND: the organization has no such event";
    private static final String SHORT_PAGES =
            " One request looks at a bounded number of events (10,000 by default): with"
                    + " filters that few events meet, a page may be short, or empty, and still have a next_cursor. Follow it"
                    + " until it is null.";

    private final WebhookEventService service;
    private final WebhookStatistics statistics;
    private final WebhookProcessing processing;

    WebhookEventResource(WebhookEventService service, WebhookStatistics statistics, WebhookProcessing processing) {
        this.service = service;
        this.processing = processing;
        this.statistics = statistics;
    }

    @GET
    @Path("/events")
    @Operation(
            operationId = "listWebhookEvents",
            summary = "List webhook events",
            description = "Received webhooks without their payload, newest first. Filters are combined with AND."
                    + SHORT_PAGES)
    @APIResponse(responseCode = "200", description = "One page of events")
    public Uni<Page<WebhookEventSummary>> list(
            @BeanParam WebhookFilter filter,
            @Parameter(
                            description = "Only events with this status, in any case",
                            example = "PROCESSED",
                            schema = @Schema(implementation = WebhookState.class))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @BeanParam PageRequest page) {
        return service.list(filter, WebhookState.of(status), page);
    }

    @GET
    @Path("/events/{id}")
    @Operation(
            operationId = "getWebhookEvent",
            summary = "Read a webhook event",
            description = "The event with its payload as it came and every attempt at its effect.")
    @APIResponse(responseCode = "200", description = "The event")
    @APIResponse(responseCode = "404", description = NO_EVENT)
    public Uni<WebhookEventResponse> get(
            @Parameter(description = ID, example = WebhookEventSummary.EXAMPLE_ID) @PathParam("id") UUID id) {
        return service.get(id);
    }

    @POST
    @Path("/events/{id}/replay")
    @ResponseStatus(202)
    @APIResponseSchema(
            value = WebhookEventResponse.class,
            responseCode = "202",
            responseDescription = "The event, which is due again")
    @APIResponse(responseCode = "404", description = NO_EVENT)
    @APIResponse(responseCode = "409", description = "CONFLICT: the event is waiting already (RETRY or PARKED)")
    @Operation(
            operationId = "replayWebhookEvent",
            summary = "Replay a webhook event",
            description = "Makes a PROCESSED or DEAD event due again, with its attempts at 0. It is worked off"
                    + " in the background, in the order of its entity, and overwrites nothing newer. Audited.")
    public Uni<WebhookEventResponse> replay(
            @Parameter(description = ID, example = WebhookEventSummary.EXAMPLE_ID) @PathParam("id") UUID id) {
        return service.replay(id);
    }

    @Deadline(seconds = 30)
    @POST
    @Path("/replay")
    @ResponseStatus(202)
    @APIResponseSchema(
            value = ReplayResponse.class,
            responseCode = "202",
            responseDescription = "How many are due again")
    @Operation(
            operationId = "replayWebhookEvents",
            summary = "Replay webhook events by filter",
            description = "Makes the events that the filter names due again: dead ones, unless it says"
                    + " otherwise; the oldest first, at most 1,000 and 16 MiB of payload (by default) in one"
                    + " call. Without a body: all that are dead. Where more is true, call again. One call of an"
                    + " organization is under way at a time (429). Audited.")
    public Uni<ReplayResponse> replay(
            @RequestBody(description = "Without it, everything that is dead", required = false) @Nullable @Valid
                    ReplayRequest filter) {
        return service.replay(filter == null ? ReplayRequest.ALL_DEAD : filter.checked());
    }

    @GET
    @Path("/dead-letters")
    @Operation(
            operationId = "listDeadLetters",
            summary = "List dead letters",
            description =
                    "Webhooks that were given up, newest first: the list of events with the status DEAD." + SHORT_PAGES)
    @APIResponse(responseCode = "200", description = "One page of dead events")
    public Uni<Page<WebhookEventSummary>> deadLetters(@BeanParam WebhookFilter filter, @BeanParam PageRequest page) {
        return service.list(filter, Optional.of(WebhookState.DEAD), page);
    }

    @GET
    @Path("/stats")
    @Operation(
            operationId = "getWebhookStats",
            summary = "Read webhook statistics",
            description = "Counts by source and status, success rate, attempts and processing times of what"
                    + " was received since a time.")
    @APIResponse(responseCode = "200", description = "The statistics")
    @APIResponse(
            responseCode = "422",
            description = "VALIDATION_FAILED: since is no time, or more events were received since then than are"
                    + " counted; errors names the earliest time that can be asked for")
    public Uni<WebhookStats> stats(
            @Parameter(
                            description = "Only this source",
                            example = "payment",
                            schema = @Schema(type = SchemaType.STRING, maxLength = WebhookFilter.LONGEST_SOURCE))
                    @QueryParam("source")
                    @Nullable
                    String source,
            @Parameter(
                            description =
                                    "Received at this time (RFC 3339) or later; absent: 24 hours ago (by default). At most 100,000"
                                            + " events (by default) are counted",
                            example = Examples.SINCE,
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("since")
                    @Nullable
                    String since) {
        return statistics.stats(WebhookFilter.source(source), Rfc3339.parameter("since", since));
    }

    @Deadline(seconds = 30)
    @POST
    @Path("/process")
    @Operation(
            operationId = "processWebhooks",
            summary = "Process due webhook events",
            description = "Works off what is due of the organization now, without waiting for the worker, for 5 s"
                    + " (by default) at most, and answers what it has done. Where more is true, call again. Safe to"
                    + " call at any time; one call of an organization at a time in each replica, another is 429.")
    @APIResponse(responseCode = "200", description = "What was done")
    public Uni<ProcessResponse> process() {
        return processing.process();
    }
}

package io.atrium.integration.webhook;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

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
    public Uni<Page<WebhookEventSummary>> list(@BeanParam WebhookFilter filter, @BeanParam PageRequest page) {
        return service.list(filter, page);
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
    @Operation(summary = "Make a processed or dead webhook due again")
    public Uni<WebhookEventResponse> replay(UUID id) {
        return service.replay(id);
    }

    @GET
    @Path("/dead-letters")
    @Operation(summary = "List webhooks that were given up, newest first")
    public Uni<Page<WebhookEventSummary>> deadLetters(@BeanParam WebhookFilter filter, @BeanParam PageRequest page) {
        filter.status = WebhookState.DEAD.name();
        return service.list(filter, page);
    }

    @GET
    @Path("/stats")
    @Operation(summary = "Counts, success rate and processing times since a time, by default the last 24 hours")
    public Uni<WebhookStats> stats(@BeanParam WebhookFilter filter) {
        return service.stats(filter);
    }

    @POST
    @Path("/process")
    @Operation(summary = "Run what is due now")
    public Uni<ProcessResponse> process() {
        return service.process();
    }
}

package io.atrium.audit.trail;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events of the caller's organization. */
@Path("/api/v1/audit/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Audit trail",
        description = "What happened in an organization, who did it, and the proof that nothing was"
                + " changed since. A SUPER_ADMIN names the organization in X-Organization-Id.")
@RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
public class EventsResource {
    private final TrailService trail;

    EventsResource(TrailService trail) {
        this.trail = trail;
    }

    @GET
    @Operation(
            operationId = "searchAuditEvents",
            summary = "Search the audit trail",
            description = "The organization's events, newest first. Filters are combined with AND."
                    + " Administrators search all of the organization, others what they did themselves."
                    + " One request looks at a bounded number of events (10,000 by default): with filters that few"
                    + " events meet, a page may be short, or empty, and still have a next_cursor. Follow it until it"
                    + " is null. Events are found at once by actor, action, resource_id, and by a range of time"
                    + " with few events. The trail is some seconds behind."
                    + " Every search is audited itself (audit.searched).")
    @APIResponse(responseCode = "200", description = "One page of events")
    public Uni<Page<EventSummary>> search(@BeanParam EventFilter filter, @BeanParam PageRequest page) {
        return trail.search(filter, page);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getAuditEvent",
            summary = "Read an event",
            description = "The event with the values before and after and what differs; secrets are redacted."
                    + " Administrators read every event of the organization, others those of what they did"
                    + " themselves.")
    @APIResponse(responseCode = "200", description = "The event")
    @APIResponse(
            responseCode = "404",
            description = "NOT_FOUND: the organization has no such event, or it is of what somebody else did")
    public Uni<EventDetail> find(
            @Parameter(description = "Id of an event (UUID)", example = EventSummary.EXAMPLE_ID) @PathParam("id")
                    UUID id) {
        return trail.find(id);
    }
}

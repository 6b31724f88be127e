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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events of the caller's organization. */
@Path("/api/v1/audit/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit trail")
@RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
public class EventsResource {
    private final TrailService trail;

    EventsResource(TrailService trail) {
        this.trail = trail;
    }

    @GET
    @Operation(
            summary = "Search the trail, newest first",
            description = "Administrators search all of the organization, others what they did themselves. With q, one "
                    + "request looks through a bounded number of events: a page may be short and have a next_cursor.")
    public Uni<Page<EventSummary>> search(@BeanParam EventFilter filter, @BeanParam PageRequest page) {
        return trail.search(filter, page);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read one event with the values before and after, and what differs")
    public Uni<EventDetail> find(@PathParam("id") UUID id) {
        return trail.find(id);
    }
}

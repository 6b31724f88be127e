package io.atrium.kit.outbox;

import io.atrium.kit.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * For operators, by {@code ./atrium quarantine}: lists the quarantined messages of this service's outbox, and sends
 * them again. Their data is not shown, because it is a tenant's.
 */
@Path("/internal/quarantine")
@RolesAllowed(Roles.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {

    private final Quarantine quarantine;

    QuarantineResource(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /** @param cursor the {@code next_cursor} of the page before */
    @GET
    @Operation(hidden = true)
    public Uni<QuarantinePage> list(
            @QueryParam("cursor") @DefaultValue("0") @Min(0) long cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return quarantine.list(cursor, limit);
    }

    /** Has one message tried again, or the oldest 1,000 of all; how many were shows in the reply. */
    @POST
    @Path("/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<QuarantineRetried> retry(@NotNull QuarantineRetry request) {
        return quarantine.retry(request.checked());
    }
}

package io.atrium.integration.record;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The synced data of an organization. */
@Path("/api/v1/integrations/data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.USER, Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Synced data")
public class RecordResource {

    private final RecordService service;

    RecordResource(RecordService service) {
        this.service = service;
    }

    @GET
    @Path("/users")
    @Operation(summary = "Users of the user provider, by external id")
    public Uni<Page<RecordResponse>> users(@BeanParam PageRequest page) {
        return service.list(RecordKind.USERS, page);
    }

    @GET
    @Path("/payments")
    @Operation(summary = "Payments of the payment provider, by external id")
    public Uni<Page<RecordResponse>> payments(@BeanParam PageRequest page) {
        return service.list(RecordKind.PAYMENTS, page);
    }

    @GET
    @Path("/messages")
    @Operation(summary = "Messages of the communication provider, by external id")
    public Uni<Page<RecordResponse>> messages(@BeanParam PageRequest page) {
        return service.list(RecordKind.MESSAGES, page);
    }
}

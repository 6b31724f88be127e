package io.atrium.integration.record;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The synced data of an organization. */
@Path("/api/v1/integrations/data")
@TenantOperation
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.USER, Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(
        name = "Synced data",
        description = "What webhooks and syncs brought of the providers' records. For everybody of the"
                + " organization; a SUPER_ADMIN names it in X-Organization-Id.")
public class RecordResource {

    private static final String SHORT_PAGES =
            " One request looks at a bounded number of records (10,000 by default), those"
                    + " left out among them: a page may be short, or empty, and still have a next_cursor. Follow it until it is"
                    + " null.";

    private final RecordService service;

    RecordResource(RecordService service) {
        this.service = service;
    }

    @GET
    @Path("/users")
    @Operation(
            operationId = "listSyncedUsers",
            summary = "List synced users",
            description = "The user provider's users, ordered by external id; deleted ones are left out." + SHORT_PAGES)
    @APIResponse(responseCode = "200", description = "One page of users")
    public Uni<Page<RecordResponse>> users(@BeanParam PageRequest page) {
        return service.list(RecordKind.USERS, page);
    }

    @GET
    @Path("/payments")
    @Operation(
            operationId = "listSyncedPayments",
            summary = "List synced payments",
            description =
                    "The payment provider's payments, ordered by external id; deleted ones are left out." + SHORT_PAGES)
    @APIResponse(responseCode = "200", description = "One page of payments")
    public Uni<Page<RecordResponse>> payments(@BeanParam PageRequest page) {
        return service.list(RecordKind.PAYMENTS, page);
    }

    @GET
    @Path("/messages")
    @Operation(
            operationId = "listSyncedMessages",
            summary = "List synced messages",
            description = "The communication provider's messages, ordered by external id; deleted ones are left out."
                    + SHORT_PAGES)
    @APIResponse(responseCode = "200", description = "One page of messages")
    public Uni<Page<RecordResponse>> messages(@BeanParam PageRequest page) {
        return service.list(RecordKind.MESSAGES, page);
    }
}

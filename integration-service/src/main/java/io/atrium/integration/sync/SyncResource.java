package io.atrium.integration.sync;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Syncs of an organization's providers. {@code ?mode=} is {@code incremental} (default) or {@code full}. */
@Path("/api/v1/integrations/sync")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(name = "Syncs")
public class SyncResource {

    private static final String MODE = "incremental (default): what changed since the last sync; full: everything";

    private final SyncService service;

    SyncResource(SyncService service) {
        this.service = service;
    }

    @POST
    @Path("/users")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = "The job")
    @Operation(summary = "Sync users; answers the job that is under way, if there is one")
    public Uni<SyncJobResponse> users(@Parameter(description = MODE) @QueryParam("mode") @Nullable String mode) {
        return service.start(SyncTarget.USERS, SyncMode.of(mode));
    }

    @POST
    @Path("/payments")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = "The job")
    @Operation(summary = "Sync payments; answers the job that is under way, if there is one")
    public Uni<SyncJobResponse> payments(@Parameter(description = MODE) @QueryParam("mode") @Nullable String mode) {
        return service.start(SyncTarget.PAYMENTS, SyncMode.of(mode));
    }

    @POST
    @Path("/communications")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = "The job")
    @Operation(summary = "Sync messages; answers the job that is under way, if there is one")
    public Uni<SyncJobResponse> communications(
            @Parameter(description = MODE) @QueryParam("mode") @Nullable String mode) {
        return service.start(SyncTarget.COMMUNICATIONS, SyncMode.of(mode));
    }

    @POST
    @Path("/all")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = "The job")
    @Operation(summary = "Sync everything; answers the job that is under way, if there is one")
    public Uni<SyncJobResponse> all(@Parameter(description = MODE) @QueryParam("mode") @Nullable String mode) {
        return service.start(SyncTarget.ALL, SyncMode.of(mode));
    }

    @GET
    @Path("/jobs")
    @Operation(summary = "List jobs, newest first")
    public Uni<Page<SyncJobResponse>> jobs(@BeanParam PageRequest page) {
        return service.list(page);
    }

    @GET
    @Path("/jobs/{id}")
    @Operation(summary = "One job with its progress")
    public Uni<SyncJobResponse> job(UUID id) {
        return service.get(id);
    }

    @DELETE
    @Path("/jobs/{id}")
    @Operation(summary = "Cancel a job; what it has stored stays")
    public Uni<SyncJobResponse> cancel(UUID id) {
        return service.cancel(id);
    }

    @POST
    @Path("/jobs/{id}/approve")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = "The job")
    @Operation(summary = "Let a held job delete what it found gone")
    public Uni<SyncJobResponse> approve(UUID id) {
        return service.approve(id);
    }
}

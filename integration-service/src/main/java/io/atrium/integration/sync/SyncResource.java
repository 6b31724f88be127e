package io.atrium.integration.sync;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Syncs of an organization's providers. {@code ?mode=} is {@code incremental} (default) or {@code full}. */
@Path("/api/v1/integrations/sync")
@TenantOperation
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ORG_ADMIN, Roles.SUPER_ADMIN})
@Tag(
        name = "Syncs",
        description = "Jobs that read a provider's records into the synced data. For administrators; a"
                + " SUPER_ADMIN names the organization in X-Organization-Id.")
public class SyncResource {

    private static final String MODE =
            "incremental: what changed since the last sync. full: everything; what the provider"
                    + " no longer has is deleted here";
    private static final String INCREMENTAL = "incremental";
    private static final String ACCEPTED = "The new job, or the one that is under way already";
    private static final String ID = "Id of a sync job (UUID)";
    private static final String NO_JOB = "NOT_FOUND: the organization has no such job";
    private static final String START =
            "Answers at once; the job runs in the background, page by page, and goes on after a crash. While"
                    + " a job of the same target and mode is QUEUED or RUNNING, that one is answered, so calling"
                    + " again is safe. A full sync that would delete more than 20 records and more than a tenth of"
                    + " them (by default) is HELD. ";

    private final SyncService service;

    SyncResource(SyncService service) {
        this.service = service;
    }

    @POST
    @Path("/users")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = ACCEPTED)
    @Operation(
            operationId = "syncUsers",
            summary = "Sync users",
            description = START + "The users of the user provider.")
    public Uni<SyncJobResponse> users(
            @Parameter(
                            description = MODE,
                            example = INCREMENTAL,
                            schema = @Schema(implementation = SyncMode.class, defaultValue = INCREMENTAL))
                    @QueryParam("mode")
                    @Nullable
                    String mode) {
        return service.start(SyncTarget.USERS, SyncMode.of(mode));
    }

    @POST
    @Path("/payments")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = ACCEPTED)
    @Operation(
            operationId = "syncPayments",
            summary = "Sync payments",
            description = START + "The payments of the payment provider.")
    public Uni<SyncJobResponse> payments(
            @Parameter(
                            description = MODE,
                            example = INCREMENTAL,
                            schema = @Schema(implementation = SyncMode.class, defaultValue = INCREMENTAL))
                    @QueryParam("mode")
                    @Nullable
                    String mode) {
        return service.start(SyncTarget.PAYMENTS, SyncMode.of(mode));
    }

    @POST
    @Path("/communications")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = ACCEPTED)
    @Operation(
            operationId = "syncCommunications",
            summary = "Sync messages",
            description = START + "The messages of the communication provider.")
    public Uni<SyncJobResponse> communications(
            @Parameter(
                            description = MODE,
                            example = INCREMENTAL,
                            schema = @Schema(implementation = SyncMode.class, defaultValue = INCREMENTAL))
                    @QueryParam("mode")
                    @Nullable
                    String mode) {
        return service.start(SyncTarget.COMMUNICATIONS, SyncMode.of(mode));
    }

    @POST
    @Path("/all")
    @ResponseStatus(202)
    @APIResponseSchema(value = SyncJobResponse.class, responseCode = "202", responseDescription = ACCEPTED)
    @Operation(
            operationId = "syncAll",
            summary = "Sync everything",
            description = START + "Users, then payments, then messages, in one job; a part that fails does not stop"
                    + " the next.")
    public Uni<SyncJobResponse> all(
            @Parameter(
                            description = MODE,
                            example = INCREMENTAL,
                            schema = @Schema(implementation = SyncMode.class, defaultValue = INCREMENTAL))
                    @QueryParam("mode")
                    @Nullable
                    String mode) {
        return service.start(SyncTarget.ALL, SyncMode.of(mode));
    }

    @GET
    @Path("/jobs")
    @Operation(
            operationId = "listSyncJobs",
            summary = "List sync jobs",
            description = "Newest first, with their progress.")
    @APIResponse(responseCode = "200", description = "One page of jobs")
    public Uni<Page<SyncJobResponse>> jobs(@BeanParam PageRequest page) {
        return service.list(page);
    }

    @GET
    @Path("/jobs/{id}")
    @Operation(
            operationId = "getSyncJob",
            summary = "Read a sync job",
            description = "The job with the progress of each step; ask again until its status is SUCCEEDED, FAILED,"
                    + " CANCELLED or HELD.")
    @APIResponse(responseCode = "200", description = "The job with its progress")
    @APIResponse(responseCode = "404", description = NO_JOB)
    public Uni<SyncJobResponse> job(
            @Parameter(description = ID, example = SyncJobResponse.EXAMPLE_ID) @PathParam("id") UUID id) {
        return service.get(id);
    }

    @DELETE
    @Path("/jobs/{id}")
    @Operation(
            operationId = "cancelSyncJob",
            summary = "Cancel a sync job",
            description = "Ends a job that is QUEUED, RUNNING or HELD. What it has stored stays; a HELD one"
                    + " deletes nothing.")
    @APIResponse(responseCode = "200", description = "The job, CANCELLED")
    @APIResponse(responseCode = "404", description = NO_JOB)
    @APIResponse(responseCode = "409", description = "CONFLICT: the job has ended already")
    public Uni<SyncJobResponse> cancel(
            @Parameter(description = ID, example = SyncJobResponse.EXAMPLE_ID) @PathParam("id") UUID id) {
        return service.cancel(id);
    }

    @POST
    @Path("/jobs/{id}/approve")
    @ResponseStatus(202)
    @APIResponseSchema(
            value = SyncJobResponse.class,
            responseCode = "202",
            responseDescription = "The job, QUEUED again")
    @Operation(
            operationId = "approveSyncJob",
            summary = "Approve a held sync job",
            description = "Lets a HELD job delete what it found gone at the provider. The job is QUEUED again.")
    @APIResponse(responseCode = "404", description = NO_JOB)
    @APIResponse(
            responseCode = "409",
            description = "CONFLICT: the job is not HELD, or another one of the same target and mode is under way")
    public Uni<SyncJobResponse> approve(
            @Parameter(description = ID, example = SyncJobResponse.EXAMPLE_ID) @PathParam("id") UUID id) {
        return service.approve(id);
    }
}

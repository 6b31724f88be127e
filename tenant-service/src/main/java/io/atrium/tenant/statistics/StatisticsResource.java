package io.atrium.tenant.statistics;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.caller.TenantOperation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Numbers about the caller's organization. */
@Path("/api/v1/organizations/me/stats")
@TenantOperation
@Tag(name = "Organization")
public class StatisticsResource {
    private final StatisticsService statistics;

    StatisticsResource(StatisticsService statistics) {
        this.statistics = statistics;
    }

    @GET
    @RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN, Roles.USER, Roles.VIEWER})
    @Operation(
            operationId = "getOwnStatistics",
            summary = "Read the organization's statistics",
            description = "Users by role, webhooks by state and source, integrations by provider and health,"
                    + " audit events and API calls. Counted from the topics of the other services, so they"
                    + " are some seconds old: as_of tells of when. What is zero is left out of the maps."
                    + " For everybody of the organization.")
    @APIResponse(responseCode = "200", description = "The statistics")
    public Uni<StatisticsResponse> read() {
        return statistics.read();
    }
}

package io.atrium.audit.verification;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.deadline.Deadline;
import io.atrium.kit.paging.Cursors;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Proves that the organization's chain is whole. */
@Path("/api/v1/audit/verify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit trail")
@RolesAllowed({Roles.SUPER_ADMIN, Roles.ORG_ADMIN})
public class VerificationResource {
    private final VerificationService verification;

    VerificationResource(VerificationService verification) {
        this.verification = verification;
    }

    @Deadline(seconds = 60)
    @GET
    @Operation(
            operationId = "verifyAuditTrail",
            summary = "Verify the audit trail",
            description = "Recomputes the organization's chain from its first event to its head as it stands"
                    + " when asked, and names the first event that was changed, is missing or was cut off"
                    + " at the end. A request verifies for 2 seconds (by default); a longer chain is gone on with"
                    + " by the continuation of the answer, up to the head that the first request found. One"
                    + " verification of an organization is under way at a time (429). That it was done is"
                    + " audited, with what was found (audit.verified). For administrators.")
    @APIResponse(responseCode = "200", description = "What was found, whole or not")
    public Uni<Verification> verify(
            @QueryParam("continuation")
                    @Parameter(
                            description = "The continuation of the answer before; absent to begin anew",
                            example = Verification.CONTINUATION,
                            schema = @Schema(type = SchemaType.STRING, maxLength = Cursors.MAX_LENGTH))
                    @Nullable
                    String continuation) {
        return verification.verify(continuation);
    }
}

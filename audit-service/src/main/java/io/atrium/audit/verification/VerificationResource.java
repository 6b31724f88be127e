package io.atrium.audit.verification;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.deadline.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
                    + " at the end. Takes as long as the trail is. That it was done is audited, with what"
                    + " was found (audit.verified). For administrators.")
    @APIResponse(responseCode = "200", description = "What was found, whole or not")
    public Uni<Verification> verify() {
        return verification.verify();
    }
}

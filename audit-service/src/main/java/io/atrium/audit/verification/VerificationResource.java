package io.atrium.audit.verification;

import io.atrium.kit.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

    @GET
    @Operation(
            summary = "Recompute the chain",
            description = "Reads every event of the organization and names the first that was changed, is missing or "
                    + "was cut off at the end.")
    public Uni<Verification> verify() {
        return verification.verify();
    }
}

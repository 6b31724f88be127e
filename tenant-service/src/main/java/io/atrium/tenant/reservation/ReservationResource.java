package io.atrium.tenant.reservation;

import io.atrium.kit.caller.Roles;
import io.atrium.tenant.organization.OrganizationResponse;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Reservations of registrations, for identity-service. */
@Path("/internal/organizations")
@RolesAllowed(Roles.SERVICE)
public class ReservationResource {
    private final ReservationService reservations;

    ReservationResource(ReservationService reservations) {
        this.reservations = reservations;
    }

    @POST
    @Operation(hidden = true)
    public Uni<RestResponse<OrganizationResponse>> reserve(@NotNull @Valid ReserveOrganizationRequest request) {
        return reservations
                .reserve(request.toNew())
                .map(made -> RestResponse.status(
                        made.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, made.organization()));
    }

    @POST
    @Path("{id}/activate")
    @Operation(hidden = true)
    public Uni<OrganizationResponse> activate(@PathParam("id") UUID id) {
        return reservations.activate(reservations.service(id));
    }

    @DELETE
    @Path("{id}")
    @Operation(hidden = true)
    public Uni<Void> remove(@PathParam("id") UUID id) {
        return reservations.remove(reservations.service(id));
    }
}

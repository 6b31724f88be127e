package io.atrium.kit;

import io.atrium.kit.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

@Path("/internal/probe")
@RolesAllowed(Roles.SERVICE)
public class InternalProbeResource {

    @GET
    public Uni<String> who(@Context SecurityContext caller) {
        return Uni.createFrom().item(caller.getUserPrincipal().getName());
    }
}

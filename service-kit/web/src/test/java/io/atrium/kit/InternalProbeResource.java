package io.atrium.kit;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.token.ServiceOnly;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/internal/probe")
@ServiceOnly
@PermitAll
public class InternalProbeResource {
    private final CallerContext callers;

    public InternalProbeResource(CallerContext callers) {
        this.callers = callers;
    }

    @GET
    public Uni<String> who() {
        return Uni.createFrom().item(callers.service().orElse("nobody"));
    }
}

package io.atrium.kit.body;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Passes every request to {@link BodyIntake}. Quarkus creates it at build time, so it has no settings. */
@Singleton
public class ReceivedBodies {

    /** After every other filter of the operation: what they refuse holds nothing. */
    private static final int LAST = Integer.MAX_VALUE - 100;

    private final BodyIntake intake;

    ReceivedBodies(BodyIntake intake) {
        this.intake = intake;
    }

    @ServerRequestFilter(priority = LAST)
    public void filter(ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        intake.receive(request, routing);
    }
}

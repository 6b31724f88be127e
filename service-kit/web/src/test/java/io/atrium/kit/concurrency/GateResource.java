package io.atrium.kit.concurrency;

import io.atrium.kit.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that are worked on until their test opens the gate. */
@Path("/api/v1/gates")
public class GateResource {

    private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

    /** One test's gate. */
    static final class Gate {

        private final CompletableFuture<String> open = new CompletableFuture<>();
        private final AtomicInteger arrived = new AtomicInteger();

        static Gate of(String name) {
            return GATES.computeIfAbsent(name, any -> new Gate());
        }

        int arrived() {
            return arrived.get();
        }

        void open() {
            open.complete("open");
        }
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<String> pass(@PathParam("name") String name) {
        Gate gate = Gate.of(name);
        gate.arrived.incrementAndGet();
        return Uni.createFrom().completionStage(() -> gate.open.thenApply(text -> text));
    }
}

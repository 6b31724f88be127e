package io.atrium.integration.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a host for one connection. What is connected to is what was checked, not the name a second time. */
@ApplicationScoped
class Resolver {

    private final Vertx vertx;

    Resolver(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The first of the host's addresses; refused when any of them is not public. */
    Uni<InetAddress> publicAddress(String host) {
        return Uni.createFrom()
                .completionStage(
                        () -> vertx.executeBlocking(() -> lookUp(host), false).toCompletionStage())
                .map(Resolver::requirePublic);
    }

    static InetAddress requirePublic(List<InetAddress> addresses) {
        if (addresses.isEmpty() || !addresses.stream().allMatch(Addresses::isPublic)) {
            throw new ProviderException(ProviderFault.ADDRESS_REFUSED, "The address may not be called");
        }
        return addresses.get(0);
    }

    // A name that is not known is refused like a private one: the answer tells nothing of the network inside.
    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

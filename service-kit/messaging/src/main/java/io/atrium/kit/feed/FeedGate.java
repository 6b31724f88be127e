package io.atrium.kit.feed;

import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.ratelimit.ExemptPaths;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;

/**
 * Answers 503 until revocations, organization states and signing keys have been read, because until then revoked,
 * suspended and valid callers cannot be distinguished. Probes, metrics, keys and documentation are answered. After
 * that, the last known values are used while Kafka is not available.
 */
@ApplicationScoped
public class FeedGate {

    /** After the request has its id, before any token is looked at. */
    private static final int PRIORITY = 950;

    private final BooleanSupplier open;

    @Inject
    FeedGate(RevocationFeed revocations, OrganizationFeed organizations, SigningKeyFeed keys) {
        this(() -> revocations.isCaughtUp() && organizations.isCaughtUp() && keys.isCaughtUp());
    }

    FeedGate(BooleanSupplier open) {
        this.open = open;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        if (admits(context.normalizedPath())) {
            context.next();
            return;
        }
        Problems.write(context, ErrorCode.NOT_READY, "Revocations, organizations and keys have not been read yet.");
        UnreadBody.discard(context.request());
    }

    boolean admits(String path) {
        return open.getAsBoolean() || ExemptPaths.contains(path);
    }
}

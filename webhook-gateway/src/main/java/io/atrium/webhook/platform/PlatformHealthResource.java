package io.atrium.webhook.platform;

import io.atrium.webhook.intake.WebhookPublisher;
import io.atrium.webhook.source.Sources;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /api/v1/health}. */
@Path("/api/v1/health")
@Tag(name = "Health")
@PermitAll
public final class PlatformHealthResource {

    private final PlatformWatch watch;
    private final Sources sources;
    private final WebhookPublisher publisher;

    PlatformHealthResource(PlatformWatch watch, Sources sources, WebhookPublisher publisher) {
        this.watch = watch;
        this.sources = sources;
        this.publisher = publisher;
    }

    @GET
    @NonBlocking
    @Operation(
            summary = "The health of the whole platform",
            description = "200 while webhooks are taken (UP, or DEGRADED when another part is not up), else 503.")
    public RestResponse<PlatformHealth> health() {
        boolean taking = sources.isReady() && publisher.isReady() && publisher.isAcknowledged();
        PartHealth intake =
                new PartHealth("webhook-gateway", taking ? HealthStatus.UP : HealthStatus.DOWN, 0L, Instant.now());
        PlatformHealth whole = PlatformHealth.of(intake, watch.others(), Instant.now());
        return RestResponse.status(
                whole.status() == HealthStatus.DOWN ? RestResponse.Status.SERVICE_UNAVAILABLE : RestResponse.Status.OK,
                whole);
    }
}

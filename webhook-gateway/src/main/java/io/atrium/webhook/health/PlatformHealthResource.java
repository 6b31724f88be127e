package io.atrium.webhook.health;

import io.atrium.webhook.intake.WebhookPublisher;
import io.atrium.webhook.source.Sources;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /api/v1/health}. */
@Path("/api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
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
            operationId = "getHealth",
            summary = "The health of the whole platform",
            description =
                    "From what was last seen of each part, so that it is answered at once, whatever is down. Needs"
                            + " no token and is not counted against any limit.")
    @APIResponseSchema(
            value = PlatformHealth.class,
            responseCode = "200",
            responseDescription = "UP, or DEGRADED when another part than the intake of webhooks is not up")
    @APIResponse(
            responseCode = "503",
            description = "DOWN: no webhooks are taken",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlatformHealth.class)))
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

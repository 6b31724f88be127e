package io.atrium.webhook.intake;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the broker has told the partitions of the webhooks' topic; an outage later is answered per delivery. */
@Readiness
final class IntakeReadiness implements HealthCheck {

    private final WebhookPublisher publisher;

    IntakeReadiness(WebhookPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("webhook-publisher")
                .status(publisher.isReady())
                .build();
    }
}

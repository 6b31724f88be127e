package io.atrium.kit.consumer;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a consumer waits for an outage to end. */
@Readiness
class BatchConsumersReadiness implements HealthCheck {
    private final BatchConsumers consumers;

    BatchConsumersReadiness(BatchConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("consumers");
        boolean ready = true;
        for (BatchConsumer<?> consumer : consumers.all()) {
            Throwable outage = consumer.outage();
            ready &= outage == null;
            response.withData(
                    consumer.channel(),
                    outage == null ? "working" : "waiting: " + outage.getClass().getSimpleName());
        }
        return response.status(ready).build();
    }
}

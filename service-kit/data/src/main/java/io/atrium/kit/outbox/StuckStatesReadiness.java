package io.atrium.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while no state is kept from the other services by its message's own fault; names the oldest and the reasons. */
@Readiness
@ApplicationScoped
class StuckStatesReadiness implements HealthCheck {

    private static final int SHOWN = 10;

    private final StuckStates stuck;

    StuckStatesReadiness(StuckStates stuck) {
        this.stuck = stuck;
    }

    @Override
    public HealthCheckResponse call() {
        Map<Long, String> found = stuck.all();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("outbox-states");
        found.entrySet().stream()
                .limit(SHOWN)
                .forEach(each -> response.withData(Long.toString(each.getKey()), each.getValue()));
        return response.status(found.isEmpty()).build();
    }
}

package io.atrium.kit.topic;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every topic table is caught up; names the state and size of each. */
@Readiness
class TopicTablesReadiness implements HealthCheck {
    private final TopicTables tables;

    TopicTablesReadiness(TopicTables tables) {
        this.tables = tables;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("topic-tables");
        boolean ready = true;
        for (TopicTable<?> table : tables.all()) {
            ready &= table.isCaughtUp();
            response.withData(table.topic(), table.state() + ", " + table.size() + " entries");
        }
        return response.status(ready).build();
    }
}

package io.atrium.kit.topic;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Not alive once the thread of a topic table has ended: the table would stay as it is, revocations unread. */
@Liveness
class TopicTablesLiveness implements HealthCheck {

    private final TopicTables tables;

    TopicTablesLiveness(TopicTables tables) {
        this.tables = tables;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("topic-tables");
        boolean alive = true;
        for (TopicTable<?> table : tables.all()) {
            alive &= table.isAlive();
            response.withData(table.topic(), table.isAlive() ? "following" : "its thread has ended");
        }
        return response.status(alive).build();
    }
}

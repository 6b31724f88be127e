package io.atrium.kit.topic;

import io.atrium.kit.liveness.LivenessConfig;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive once the thread of a topic table is blocked or has ended: the table would stay as it is, revocations unread.
 * An outage of Kafka is neither, as the thread goes on trying.
 */
@Liveness
class TopicTablesLiveness implements HealthCheck {

    private final TopicTables tables;
    private final Duration blockedAfter;

    TopicTablesLiveness(TopicTables tables, LivenessConfig config) {
        this.tables = tables;
        this.blockedAfter = config.topicTableBlockedAfter();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("topic-tables");
        boolean alive = true;
        for (TopicTable<?> table : tables.all()) {
            Duration silence = table.silence();
            alive &= silence.compareTo(blockedAfter) <= 0;
            response.withData(table.topic(), "last round " + silence.toSeconds() + " s ago");
        }
        return response.status(alive).build();
    }
}

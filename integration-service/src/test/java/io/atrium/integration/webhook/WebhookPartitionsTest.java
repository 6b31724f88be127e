package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class WebhookPartitionsTest {

    @Inject
    WebhookPartitions partitions;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Test
    void shouldHaveTheMonthsToComeAndTellWhatIsOverdue() {
        worker.withConnection(partitions::keep).await().atMost(Duration.ofSeconds(20));

        assertThat(Sql.count(
                        "SELECT count(*) FROM atrium.partitions('webhook_event_ended') WHERE upper > now()"
                                + " AND ?::uuid IS NOT NULL",
                        UUID.randomUUID()))
                .isGreaterThanOrEqualTo(4);
        RestAssured.get("/q/metrics").then().statusCode(200).body(containsString("atrium_webhook_overdue 0"));
    }
}

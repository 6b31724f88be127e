package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class FloodTest {
    private static final int FLOOD = 10_000;

    @Test
    void shouldStoreAnotherOrganizationsChangeBehindAFlood() {
        UUID flooding = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            records.add(record(flooding));
        }
        records.add(record(other));

        TestTopics.shared().sendAll(records);
        long sent = System.nanoTime();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Changes.count(other) == 1);
        Duration others = Duration.ofNanos(System.nanoTime() - sent);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Changes.count(flooding) == FLOOD);
        Duration flood = Duration.ofNanos(System.nanoTime() - sent);
        System.out.printf(
                "Behind %d changes of another organization: %d ms; the flood: %d ms%n",
                FLOOD, others.toMillis(), flood.toMillis());
        assertThat(others).isLessThan(Duration.ofSeconds(10));
        assertThat(given().get("/q/metrics").asString())
                .as("some of the flood is more than a share")
                .containsPattern("atrium_audit_postponed_total(\\{[^}]*})? [1-9]");
    }

    private static ProducerRecord<String, byte[]> record(UUID organization) {
        return new ProducerRecord<>(
                Changes.TOPIC,
                2,
                organization.toString(),
                Changes.event(UUID.randomUUID(), organization, Changes.data(organization, "thing.changed")));
    }
}

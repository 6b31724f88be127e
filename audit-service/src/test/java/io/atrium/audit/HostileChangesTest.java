package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.atrium.audit.ingest.HostileChanges;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.ErrorLog;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class HostileChangesTest {
    private static final int COUNT = 150;

    static long[] seeds() {
        return new long[] {8L, System.nanoTime()};
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldStoreOrSetAsideWhateverComes(long seed) {
        System.out.println("Hostile changes are made with the seed " + seed);
        UUID hostile = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        HostileChanges changes = new HostileChanges(seed, hostile);
        String marker = "hostile-" + seed;
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            records.add(new ProducerRecord<>(Changes.TOPIC, 1, i % 10 == 0 ? null : marker, changes.next()));
        }
        // the other organization's change stands behind all of them
        UUID last = UUID.randomUUID();
        records.add(new ProducerRecord<>(
                Changes.TOPIC, 1, other.toString(), Changes.event(last, other, Changes.data(other, "thing.changed"))));
        long deadBefore = dead();

        TestTopics.shared().sendAll(records);

        await().atMost(Duration.ofSeconds(10)).until(() -> Changes.count(other) == 1);
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Changes.count(hostile) + dead() - deadBefore)
                        .as("stored and set aside")
                        .isEqualTo(COUNT));
        readBack(hostile);
    }

    /** Whatever is stored can be listed, read one by one, searched and verified. */
    private static void readBack(UUID organization) {
        String admin = "Bearer " + TestTokens.user(organization, "ORG_ADMIN");
        int stored = (int) Changes.count(organization);
        try (ErrorLog log = ErrorLog.watch()) {
            given().header("Authorization", admin)
                    .get("/api/v1/audit/verify")
                    .then()
                    .statusCode(200)
                    .body("verified", is(true))
                    .body("events", is(stored));
            JsonPath page = given().header("Authorization", admin)
                    .queryParam("limit", 200)
                    .get("/api/v1/audit/events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> ids = page.getList("items.id", String.class);
            assertThat(ids).hasSizeGreaterThanOrEqualTo(stored);
            for (String id : ids) {
                given().header("Authorization", admin)
                        .get("/api/v1/audit/events/" + id)
                        .then()
                        .statusCode(200);
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    private static long dead() {
        return TestTopics.shared().read(Changes.TOPIC + ".dlq").stream()
                .filter(letter -> letter.headers().lastHeader("dead-letter-reason") != null)
                .count();
    }
}

package io.atrium.kit.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.atrium.contracts.Topics;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class BatchConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    LinesConsumer lines;

    @Inject
    ServiceTokens tokens;

    private final String run = UUID.randomUUID().toString();

    @Test
    void shouldProcessTheOthersInOrderAroundBadRecords() {
        // Given
        lines.failing.put(line(7), () -> new PgException("out of range", "ERROR", "22003", ""));
        lines.failing.put(line(40), () -> new IllegalStateException("A defect that nobody knows"));
        lines.failing.put(line(41), StackOverflowError::new);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(
                IntStream.range(0, 60).mapToObj(i -> record(line(i))).toList());
        records.add(20, record("unreadable " + run));
        records.add(30, record("defect " + run));
        records.add(35, record("ignored " + run));
        records.add(38, record("missing " + run));

        // When
        TestTopics.shared().sendAll(records);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stored())
                        .containsExactlyElementsOf(IntStream.range(0, 60)
                                .filter(i -> i != 7 && i != 40 && i != 41)
                                .mapToObj(this::line)
                                .toList()));
        List<ConsumerRecord<String, byte[]>> letters =
                TestTopics.shared().awaitKey(Topics.deadLetters(Topics.USAGE), 6, run);
        assertThat(letters)
                .extracting(BatchConsumerTest::text)
                .containsExactlyInAnyOrder(
                        line(7), line(40), line(41), "unreadable " + run, "defect " + run, "missing " + run);
        assertThat(letters)
                .extracting(letter -> header(letter, "dead-letter-reason"))
                .containsExactlyInAnyOrder(
                        "processing_failed",
                        "processing_failed",
                        "processing_failed",
                        "no_line",
                        "malformed",
                        "malformed");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, "dead-letter-topic")).isEqualTo(Topics.USAGE);
            assertThat(header(letter, "own")).isEqualTo("header");
        });
        assertThat(lines.tries).containsEntry(line(7), 1).containsEntry(line(40), 3);
    }

    /** With the headers of a dead letter such a record is larger than its topic takes, however short the value is. */
    @Test
    void shouldSetARecordAsideWhoseHeadersFillItsTopicsLimit() {
        // Given
        ProducerRecord<String, byte[]> large = record("unreadable " + run);
        byte[] padding = new byte[4_194_050];
        new Random(7).nextBytes(padding);
        large.headers().add("padding", padding);

        // When
        TestTopics.shared().sendAll(List.of(large, record(line(0))));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored()).containsExactly(line(0)));
        assertThat(TestTopics.shared().awaitKey(Topics.deadLetters(Topics.USAGE), 1, run))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(text(letter)).isEqualTo("unreadable " + run);
                    assertThat(header(letter, "dead-letter-truncated")).startsWith("sha256=");
                    assertThat(letter.headers().lastHeader("padding")).isNull();
                });
    }

    @Test
    void shouldTryARecordAgainThatFailedByWhatNobodyKnows() {
        // Given
        AtomicInteger left = new AtomicInteger(4);
        lines.failing.put(line(1), () -> {
            if (left.decrementAndGet() == 0) {
                lines.failing.remove(line(1));
            }
            return new IllegalStateException("It passes");
        });

        // When
        TestTopics.shared().sendAll(List.of(record(line(0)), record(line(1)), record(line(2))));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stored()).containsExactlyInAnyOrder(line(0), line(1), line(2)));
    }

    @Test
    void shouldNotWaitForEverForARecordThatRunsIntoTheTimeLimit() {
        // Given
        lines.failing.put(line(1), () -> new PgException("canceling statement", "ERROR", "57014", ""));

        // When
        TestTopics.shared().sendAll(List.of(record(line(0)), record(line(1)), record(line(2))));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored()).containsExactly(line(0), line(2)));
        assertThat(TestTopics.shared().awaitKey(Topics.deadLetters(Topics.USAGE), 1, run))
                .extracting(BatchConsumerTest::text)
                .containsExactly(line(1));
    }

    @Test
    void shouldWaitForAnOutageToEndWithoutDeadLetters() {
        // Given
        lines.away = true;

        // When
        TestTopics.shared().sendAll(List.of(record(line(0)), record(line(1))));

        // Then
        await().atMost(PATIENCE).until(() -> lines.consumer().outage() != null);
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("atrium_consumer_waiting{channel=\"lines-in\"} 1");
        lines.away = false;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored()).containsExactly(line(0), line(1)));
        await().atMost(PATIENCE).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        assertThat(TestTopics.shared().read(Topics.deadLetters(Topics.USAGE)))
                .noneMatch(letter -> run.equals(letter.key()));
        assertThat(lines.onEventLoop).doesNotContain(false);
    }

    @Test
    void shouldTryDeadLettersAgainWhenAnOperatorSaysSo() {
        // Given
        lines.failing.put(line(0), () -> new IllegalStateException("Until it is mended"));
        TestTopics.shared().sendAll(List.of(record(line(0)), record("unreadable " + run)));
        TestTopics.shared().awaitKey(Topics.deadLetters(Topics.USAGE), 2, run);
        operator()
                .queryParam("limit", 200)
                .get("/internal/dead-letters")
                .then()
                .statusCode(200)
                .body("items.findAll { it.key == '" + run + "' }.size()", equalTo(2))
                .body("items.reason", hasItem("processing_failed"));
        lines.failing.remove(line(0));

        // When
        operator()
                .post("/internal/dead-letters/retry")
                .then()
                .statusCode(200)
                .body("retried", greaterThanOrEqualTo(2))
                .body("dead_again", greaterThanOrEqualTo(1))
                .body("incomplete", equalTo(0));

        // Then
        assertThat(stored()).containsExactly(line(0));
        operator()
                .queryParam("limit", 200)
                .get("/internal/dead-letters")
                .then()
                .statusCode(200)
                .body("items.findAll { it.key == '" + run + "' }.reason", equalTo(List.of("no_line")));
    }

    @Test
    void shouldShowDeadLettersToServicesAlone() {
        RestAssured.given()
                .queryParam("topic", Topics.USAGE)
                .get("/internal/dead-letters")
                .then()
                .statusCode(401);
        operator()
                .get("/internal/dead-letters/topics")
                .then()
                .statusCode(200)
                .body("topics", equalTo(List.of(Topics.USAGE)));
        operator()
                .queryParam("cursor", "0:1,x")
                .get("/internal/dead-letters")
                .then()
                .statusCode(422);
    }

    private RequestSpecification operator() {
        return RestAssured.given()
                .auth()
                .oauth2(tokens.issue("identity-service"))
                .queryParam("topic", Topics.USAGE);
    }

    private String line(int number) {
        return run + "-" + number;
    }

    private List<String> stored() {
        return lines.stored.stream().filter(line -> line.startsWith(run)).toList();
    }

    private ProducerRecord<String, byte[]> record(String line) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.USAGE, run, line.getBytes(StandardCharsets.UTF_8));
        record.headers().add("own", "header".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

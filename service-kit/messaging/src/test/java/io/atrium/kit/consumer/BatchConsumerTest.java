package io.atrium.kit.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.contracts.Topics;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class BatchConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    LinesConsumer lines;

    @Test
    void shouldProcessTheOthersInOrderAroundBadRecords() {
        String run = UUID.randomUUID().toString();
        lines.choking.add(run + "-7");
        lines.choking.add(run + "-40");
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(record(run, run + "-" + i));
            if (i != 7 && i != 40) {
                good.add(run + "-" + i);
            }
        }
        records.add(20, record(run, "unreadable " + run));
        records.add(30, record(run, "defect " + run));
        records.add(35, record(run, "ignored " + run));

        TestTopics.shared().sendAll(records);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(storedOf(run)).containsExactlyElementsOf(good));
        List<ConsumerRecord<String, byte[]>> letters =
                TestTopics.shared().awaitKey(Topics.deadLetters(Topics.USAGE), 4, run);
        assertThat(letters)
                .extracting(BatchConsumerTest::text)
                .containsExactlyInAnyOrder(run + "-7", run + "-40", "unreadable " + run, "defect " + run);
        assertThat(letters)
                .extracting(letter -> header(letter, "dead-letter-reason"))
                .containsExactlyInAnyOrder("processing_failed", "processing_failed", "no_line", "malformed");
        assertThat(letters)
                .allSatisfy(letter ->
                        assertThat(header(letter, "dead-letter-topic")).isEqualTo(Topics.USAGE));
        assertThat(letters)
                .allSatisfy(letter -> assertThat(header(letter, "own")).isEqualTo("header"));
    }

    @Test
    void shouldWaitForAnOutageToEndWithoutDeadLetters() {
        String run = UUID.randomUUID().toString();
        lines.away = true;

        TestTopics.shared().sendAll(List.of(record(run, run + "-0"), record(run, run + "-1")));

        await().atMost(PATIENCE).until(() -> lines.consumer().outage() != null);
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
        lines.away = false;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(storedOf(run)).containsExactly(run + "-0", run + "-1"));
        await().atMost(PATIENCE).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        assertThat(TestTopics.shared().read(Topics.deadLetters(Topics.USAGE)))
                .noneMatch(letter -> run.equals(letter.key()));
        assertThat(lines.onEventLoop).doesNotContain(false);
    }

    private List<String> storedOf(String run) {
        return lines.stored.stream().filter(line -> line.startsWith(run)).toList();
    }

    private static ProducerRecord<String, byte[]> record(String key, String line) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.USAGE, key, line.getBytes(StandardCharsets.UTF_8));
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

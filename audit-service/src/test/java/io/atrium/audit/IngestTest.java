package io.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class IngestTest {
    RoundTripProxy proxy;

    @Test
    void shouldChainEventsInTheirOrderWithoutAGap() {
        UUID organization = TestOrganizations.active();

        List<UUID> ids = Changes.sendAndAwait(organization, 120);

        List<String> stored = Changes.column(
                "SELECT event_id FROM audit_events WHERE organization_id = '" + organization + "' ORDER BY seq");
        assertThat(stored)
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
        assertThat(Changes.one("SELECT seq FROM audit_heads WHERE organization_id = '" + organization + "'"))
                .isEqualTo("120");
    }

    @Test
    void shouldKeepEachEventOnceInAStormOfDuplicates() {
        UUID organization = TestOrganizations.active();
        List<byte[]> events = IntStream.range(0, 100)
                .mapToObj(i ->
                        Changes.event(UUID.randomUUID(), organization, Changes.data(organization, "thing.changed")))
                .toList();
        List<ProducerRecord<String, byte[]>> storm = new ArrayList<>();
        for (int copy = 0; copy < 50; copy++) {
            for (byte[] event : events) {
                // across partitions: a key of its own
                storm.add(new ProducerRecord<>(Changes.TOPIC, "copy-" + copy, event));
            }
        }
        Collections.shuffle(storm, new Random(1));

        TestTopics.shared().sendAll(storm);
        UUID last = Changes.send(organization, Changes.data(organization, "thing.ended"));

        Changes.awaitCount(organization, 101);
        awaitLagGone();
        assertThat(Changes.count(organization)).isEqualTo(101);
        assertThat(Changes.column("SELECT event_id FROM audit_events WHERE organization_id = '" + organization + "'"))
                .doesNotHaveDuplicates()
                .contains(last.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void shouldPutWhatItCannotReadAsideAndGoOn(String name, byte[] poison, String reason) {
        UUID organization = TestOrganizations.active();
        TestTopics topics = TestTopics.shared();
        String key = organization.toString();
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();

        topics.sendAll(List.of(
                new ProducerRecord<>(
                        Changes.TOPIC,
                        key,
                        Changes.event(before, organization, Changes.data(organization, "thing.changed"))),
                new ProducerRecord<>(Changes.TOPIC, key, poison),
                new ProducerRecord<>(
                        Changes.TOPIC,
                        key,
                        Changes.event(after, organization, Changes.data(organization, "thing.changed")))));

        ConsumerRecord<String, byte[]> letter =
                topics.awaitKey(Changes.TOPIC + ".dlq", 1, key).get(0);
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(header(letter, "dead-letter-reason")).isEqualTo(reason);
        assertThat(header(letter, "dead-letter-topic")).isEqualTo(Changes.TOPIC);
        assertThat(header(letter, "dead-letter-partition")).matches("\\d+");
        assertThat(header(letter, "dead-letter-offset")).matches("\\d+");
        assertThat(header(letter, "dead-letter-consumer")).isEqualTo("audit-service");
        Changes.awaitCount(organization, 2);
    }

    static Stream<Arguments> unreadable() {
        UUID organization = UUID.randomUUID();
        Map<String, Object> data = Changes.data(organization, "thing.changed");
        String id = UUID.randomUUID().toString();
        String type = "io.atrium.thing.changed";
        Map<String, Object> noTenant = Changes.envelope(id, "x", type, data);
        noTenant.remove("organizationid");
        Map<String, Object> noActor = Changes.data(organization, "thing.changed");
        noActor.remove("actor");
        Map<String, Object> longAction = Changes.data(organization, "thing.changed");
        longAction.put("resource_type", "t".repeat(3_000));
        Map<String, Object> deep = Changes.envelope(id, organization.toString(), type, data);
        String nested = new String(Changes.bytes(deep), StandardCharsets.UTF_8)
                .replace("\"detail\":null", "\"detail\":" + "[".repeat(5_000) + "]".repeat(5_000));
        return Stream.of(
                Arguments.of("random bytes", new byte[] {1, 2, 3, -1, 0}, "malformed"),
                Arguments.of("no event", "{\"a\":1}".getBytes(StandardCharsets.UTF_8), "malformed"),
                Arguments.of("JSON null", "null".getBytes(StandardCharsets.UTF_8), "malformed"),
                Arguments.of("too deep", nested.getBytes(StandardCharsets.UTF_8), "malformed"),
                Arguments.of(
                        "unknown version",
                        Changes.bytes(Changes.envelope(id, organization.toString(), type + ".v99", data)),
                        "schema_unknown"),
                Arguments.of("no tenant", Changes.bytes(noTenant), "tenant_missing"),
                Arguments.of(
                        "tenant no UUID",
                        Changes.bytes(Changes.envelope(id, "not-a-uuid", type, data)),
                        "tenant_invalid"),
                Arguments.of(
                        "two tenants",
                        Changes.bytes(Changes.envelope(id, UUID.randomUUID().toString(), type, data)),
                        "tenant_invalid"),
                Arguments.of(
                        "no actor",
                        Changes.bytes(Changes.envelope(id, organization.toString(), type, noActor)),
                        "malformed"),
                Arguments.of(
                        "endless type",
                        Changes.bytes(Changes.envelope(id, organization.toString(), type, longAction)),
                        "malformed"));
    }

    @Test
    void shouldFlagATimeFarFromTheClocks() {
        UUID organization = TestOrganizations.active();
        List<String> times = List.of(
                Instant.now().toString(),
                Instant.now().plus(Duration.ofHours(2)).toString(),
                Instant.now().minus(Duration.ofHours(2)).toString(),
                "1970-01-01T00:00:00Z",
                "2100-01-01T00:00:00Z");

        for (String time : times) {
            Map<String, Object> data = Changes.data(organization, "thing.changed");
            data.put("occurred_at", time);
            Changes.send(organization, data);
        }

        Changes.awaitCount(organization, 5);
        assertThat(Changes.column("SELECT clock_skew FROM audit_events WHERE organization_id = '" + organization
                        + "' ORDER BY seq"))
                .containsExactly("f", "t", "t", "t", "t");
    }

    @Test
    void shouldWaitForADatabaseThatIsAwayAndLoseNothing() {
        UUID organization = TestOrganizations.active();
        Changes.tamper("ALTER ROLE audit_ingest NOLOGIN");
        proxy.cutConnections();
        try {
            UUID id = Changes.send(organization, Changes.data(organization, "thing.changed"));

            await().atMost(Duration.ofSeconds(20)).until(() -> readiness() == 503);
            assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(Changes.count(organization)).isZero();
            Changes.tamper("ALTER ROLE audit_ingest LOGIN");

            Changes.awaitCount(organization, 1);
            await().atMost(Duration.ofSeconds(20)).until(() -> readiness() == 200);
            assertThat(TestTopics.shared().read(Changes.TOPIC + ".dlq"))
                    .noneMatch(letter -> letter.value() != null
                            && new String(letter.value(), StandardCharsets.UTF_8).contains(id.toString()));
        } finally {
            Changes.tamper("ALTER ROLE audit_ingest LOGIN");
        }
    }

    @Test
    void shouldTakeABatchInFourRoundTripsHoweverLarge() {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 1);
        awaitLagGone();

        RoundTrips one = proxy.measure("audit_ingest", () -> more(organization, 1, 2));
        RoundTrips many = proxy.measure("audit_ingest", () -> more(organization, 200, 202));

        assertThat(one.waits()).isEqualTo(4);
        // BEGIN, settings, claim, forget, heads, rows, COMMIT
        assertThat(one.statements()).isEqualTo(7);
        // The broker may hand 200 records over in a few batches, never one by one.
        assertThat(many.waits()).isLessThanOrEqualTo(4 * 6);
    }

    private static void more(UUID organization, int count, int total) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(new ProducerRecord<>(
                    Changes.TOPIC,
                    organization.toString(),
                    Changes.event(UUID.randomUUID(), organization, Changes.data(organization, "thing.changed"))));
        }
        TestTopics.shared().sendAll(records);
        Changes.awaitCount(organization, total);
    }

    private static int readiness() {
        return RestAssured.get("/q/health/ready").statusCode();
    }

    /** Waits until a record sent now to each partition has been taken, so that all before it have been, too. */
    private static void awaitLagGone() {
        UUID marker = TestOrganizations.active();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            records.add(new ProducerRecord<>(
                    Changes.TOPIC,
                    partition,
                    marker.toString(),
                    Changes.event(UUID.randomUUID(), marker, Changes.data(marker, "marker.sent"))));
        }
        TestTopics.shared().sendAll(records);
        Changes.awaitCount(marker, 12);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

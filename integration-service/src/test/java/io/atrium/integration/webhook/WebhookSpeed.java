package io.atrium.integration.webhook;

import io.atrium.integration.Sql;
import io.atrium.integration.Webhooks;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of docs/adr/0029, logged: {@code -Dtest=WebhookSpeed* -Dmeasure=true}. It holds nothing, and so runs
 * only when it is asked for.
 */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@TestProfile(WebhookSpeed.Settings.class)
@EnabledIfSystemProperty(named = "measure", matches = "true")
class WebhookSpeed {

    private static final Logger LOG = Logger.getLogger(WebhookSpeed.class);
    private static final String T1 = "2026-03-01T10:00:00Z";
    private static final int BACKLOG = Integer.getInteger("measure.backlog", 100_000);
    private static final int BATCH = 500;
    private static final int BATCHES = Integer.getInteger("measure.batches", 30);

    /** The settings of a running service, and not those of tests. */
    public static class Settings implements QuarkusTestProfile {

        public String batchShare() {
            return "50";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "integration.webhook.batch-share", batchShare(),
                    "integration.work.lease", "PT8S",
                    "integration.work.poll", "PT1S");
        }
    }

    TestTopics topics;

    @Inject
    WebhookIngest ingest;

    @Inject
    IngestTransaction transaction;

    @Test
    void measure() {
        UUID one = UUID.randomUUID();
        batches("warm", 2, ofTen());
        plain("warm", 2, true);
        for (int lanes = 1; lanes <= 2; lanes++) {
            plain("of events and records", lanes, true);
            batches("with effect, ten organizations", lanes, ofTen());
        }
        plain("of the events alone", 1, false);
        batches("one organization", 1, i -> event(one, UUID.randomUUID(), "user", i));
        batches("one organization, without effect", 1, i -> event(one, UUID.randomUUID(), "custom", i));
        UUID[] known = IntStream.range(0, 100).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
        batches("duplicates of 100 events", 1, i -> event(one, known[i % 100], "user", i));
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> waiting(one) == 0);

        duplicatesOnTheTopic();
        besideABacklog();
    }

    private void plain(String what, int lanes, boolean records) {
        PlainInserts inserts = new PlainInserts(transaction);
        UUID[] ten = IntStream.range(0, 10).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
        measure(
                "plain inserts " + what,
                lanes,
                from -> inserts.insert(
                        range(0, i -> ten[i % 10]).toArray(UUID[]::new),
                        range(from, i -> "usr_" + i).toArray(String[]::new),
                        records));
    }

    /** New organizations, and so new records. */
    private static IntFunction<ReceivedWebhook> ofTen() {
        UUID[] ten = IntStream.range(0, 10).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
        return i -> event(ten[i % 10], UUID.randomUUID(), "user", i);
    }

    private void batches(String what, int lanes, IntFunction<ReceivedWebhook> event) {
        measure(
                what,
                lanes,
                from -> ingest.ingest(range(from, event).toList()).await().atMost(Duration.ofSeconds(30)));
    }

    /** Each lane has every so manieth batch, one after the other. */
    private static void measure(String what, int lanes, IntConsumer batch) {
        Cpu began = Cpu.now();
        CompletableFuture.allOf(IntStream.range(0, lanes)
                        .mapToObj(lane -> CompletableFuture.runAsync(
                                () -> {
                                    for (int b = lane; b < BATCHES; b += lanes) {
                                        batch.accept(b * BATCH);
                                    }
                                },
                                task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        LOG.infof("FIGURE %s, lanes: %d: %s", what, (Integer) lanes, began.since(BATCH * BATCHES));
    }

    private static <T> Stream<T> range(int from, IntFunction<T> value) {
        return IntStream.range(from, from + BATCH).mapToObj(value);
    }

    private void duplicatesOnTheTopic() {
        UUID organization = TestOrganizations.active();
        UUID[] events = IntStream.range(0, 100).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
        send(IntStream.range(0, 100_000)
                .mapToObj(i -> record(organization, events[i % 100], "usr_" + i % 100))
                .toList());
        UUID last = UUID.randomUUID();
        long began = System.nanoTime();
        // Behind all of them in the partition of the same key.
        for (int i = 0; i < 100; i++) {
            send(List.of(record(organization, i == 0 ? last : UUID.randomUUID(), "usr_" + i)));
        }
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> processed(organization) == 200);
        LOG.infof("FIGURE 100,000 duplicates on the topic: %d ms", (Long) ((System.nanoTime() - began) / 1_000_000));
    }

    private void besideABacklog() {
        UUID busy = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        percentiles("alone", other, 0);
        UUID beside = TestOrganizations.active();
        send(IntStream.range(0, BACKLOG)
                .mapToObj(i -> record(busy, UUID.randomUUID(), "usr_" + i % 20_000))
                .toList());
        long began = System.nanoTime();
        percentiles("beside a backlog of " + BACKLOG, beside, 0);
        LOG.infof("FIGURE waiting of the busy one then: %d", (Long) waiting(busy));
        Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> processed(busy) == BACKLOG);
        LOG.infof("FIGURE backlog worked off after %d ms", (Long) ((System.nanoTime() - began) / 1_000_000));
    }

    private void percentiles(String what, UUID organization, int from) {
        for (int i = from; i < from + 200; i++) {
            send(List.of(record(organization, UUID.randomUUID(), "usr_" + i)));
        }
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> processed(organization) == 200);
        LOG.infof(
                "FIGURE %s: p50 %d ms, p99 %d ms",
                what, (Long) took(organization, "0.5"), (Long) took(organization, "0.99"));
    }

    private static long took(UUID organization, String share) {
        return Sql.count(
                "SELECT (percentile_disc(" + share + ") WITHIN GROUP (ORDER BY took_ms))::bigint FROM webhook_event"
                        + " WHERE organization_id = ?",
                organization);
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        for (int from = 0; from < records.size(); from += 10_000) {
            topics.sendAll(records.subList(from, Math.min(from + 10_000, records.size())));
        }
    }

    private static ProducerRecord<String, byte[]> record(UUID organization, UUID event, String id) {
        return Webhooks.record(
                organization, event, "user", id, Webhooks.user("user.updated", id, T1, 1, "n".repeat(100)));
    }

    private static ReceivedWebhook event(UUID organization, UUID event, String source, int i) {
        String id = "usr_" + i;
        return ReceivedWebhooks.event(
                organization, event, source, Webhooks.user("user.updated", id, T1, 1, "n".repeat(100)));
    }

    private static long processed(UUID organization) {
        return Sql.count(
                "SELECT count(*) FROM webhook_event WHERE organization_id = ? AND state = 'PROCESSED'", organization);
    }

    private static long waiting(UUID organization) {
        return Sql.count(
                        "SELECT count(*) FROM webhook_event WHERE organization_id = ? AND state = 'PARKED'",
                        organization)
                + Sql.count(
                        "SELECT coalesce(sum(events), 0)::bigint FROM webhook_bundle WHERE organization_id = ?",
                        organization);
    }
}

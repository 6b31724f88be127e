package io.atrium.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.local.topology.Part;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What consumers take to catch up, beside plain inserts of the same rows in the same rounds: webhooks until their effect, and
 * changes until they are in the audit trail. The records belong to many organizations, so that none exceeds its share.
 * Arguments: see {@link TimedPlan}; a round has its number of records instead of a time.
 */
public final class ConsumerBenchmark {

    private static final int RECORDS = 20_000;
    private static final int ORGANIZATIONS = 64;

    private ConsumerBenchmark() {}

    /** A consumer. */
    private enum Consumer {
        /** Each webhook is an event of a user of the default source: its row, the record of the user, and the usage. */
        EFFECTS(
                MeasuredPlatform.INTEGRATION,
                "atrium.webhooks.v1",
                "SELECT count(*) FROM webhook_event WHERE state = 'PROCESSED' AND organization_id = ANY (?)",
                List.of("webhook_inbox", "webhook_event", "synced_record"),
                1.67,
                ConsumerBenchmark::webhook),
        /** Each change is of a row: its link of the chain, and the payload beside it. */
        AUDIT(
                MeasuredPlatform.AUDIT,
                "atrium.changes.v1",
                "SELECT coalesce(sum(seq), 0) FROM audit_heads WHERE organization_id = ANY (?)",
                List.of("atrium.inbox", "audit_events", "audit_payloads"),
                1.43,
                ConsumerBenchmark::change);

        private final Part service;
        private final String topic;
        private final String stored;
        private final List<String> tables;
        private final double aim;
        private final Function<UUID, Message> message;

        Consumer(
                Part service,
                String topic,
                String stored,
                List<String> tables,
                double aim,
                Function<UUID, Message> message) {
            this.service = service;
            this.topic = topic;
            this.stored = stored;
            this.tables = tables;
            this.aim = aim;
            this.message = message;
        }

        List<Message> messages() {
            List<UUID> organizations =
                    Stream.generate(UUID::randomUUID).limit(ORGANIZATIONS).toList();
            return IntStream.range(0, RECORDS)
                    .mapToObj(number -> message.apply(organizations.get(number % ORGANIZATIONS)))
                    .toList();
        }

        Report report(TimedPlan plan) throws Exception {
            try (MeasuredPlatform platform = MeasuredPlatform.consumer(plan, service);
                    CatchUp catchUp = new CatchUp(platform, service, topic, stored, this::messages);
                    PlainInsert bodies = new PlainInsert(platform, service, this::messages)) {
                catchUp.measure();
                try (SameRowsInsert rows =
                        SameRowsInsert.of(platform, service, tables, catchUp.organizations(), RECORDS)) {
                    Recording recording = Recording.begin(plan.profile(), platform.process(service));
                    Samples samples = new Rounds(plan.warmUps(), plan.rounds(), recording::measuring)
                            .measure(List.of(catchUp, rows, bodies));
                    recording.end();
                    return report(samples, catchUp.name());
                }
            }
        }

        private Report report(Samples samples, String catchUp) {
            return new Report("Catching up: " + name().toLowerCase(Locale.ROOT))
                    .add("%d records of %d organizations a round, all of them in the topic before it begins."
                            .formatted(RECORDS, ORGANIZATIONS))
                    .add(samples)
                    .add(List.of(
                            new Ratio(
                                    "time a record: catching up / " + SameRowsInsert.NAME,
                                    samples.ratios(SameRowsInsert.NAME, catchUp, Sample::rate),
                                    aim),
                            Ratio.of(
                                    "PostgreSQL CPU a record: catching up / " + SameRowsInsert.NAME,
                                    samples.ratios(catchUp, SameRowsInsert.NAME, Sample::databaseCpu)),
                            Ratio.of(
                                    "time a record: catching up / " + PlainInsert.NAME,
                                    samples.ratios(PlainInsert.NAME, catchUp, Sample::rate))));
        }
    }

    public static void main(String[] given) throws Exception {
        Arguments arguments = Arguments.of(given);
        String names = arguments.text("consumers");
        List<Consumer> consumers = names == null
                ? List.of(Consumer.values())
                : Stream.of(names.split(",", -1))
                        .map(name -> Consumer.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
        TimedPlan plan = TimedPlan.of(arguments);
        for (Consumer consumer : consumers) {
            consumer.report(plan).print();
        }
        System.exit(0);
    }

    static List<Report> reports(TimedPlan plan) throws Exception {
        return List.of(Consumer.EFFECTS.report(plan), Consumer.AUDIT.report(plan));
    }

    private static Message webhook(UUID organization) {
        UUID id = UUID.randomUUID();
        String entity = "usr_" + id;
        String now = Instant.now().toString();
        String body = """
                {"id":"evt_%s","type":"user.updated","timestamp":"%s","data":{"id":"%s","email":"user@bench.example.com",\
                "name":"Grace Hopper","status":"active","roles":["reader","writer"],"address":{"street":"1 Main Street",\
                "city":"Springfield","postal_code":"12345"},"updated_at":"%s"}}""".formatted(id, now, entity, now);
        String value = """
                {"specversion":"1.0","id":"%s","time":"%s","source":"/webhooks/user","type":"io.atrium.webhook.received",\
                "organizationid":"%s","webhooksource":"user","providereventid":"evt_%s","entityid":"%s",\
                "clientip":"127.0.0.1","datacontenttype":"application/json","data_base64":"%s"}""".formatted(
                        id, now, organization, id, entity, Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
        return new Message(organization, id, organization + "/user/" + entity, value, body);
    }

    private static Message change(UUID organization) {
        UUID id = UUID.randomUUID();
        UUID user = UUID.randomUUID();
        String now = Instant.now().toString();
        String row =
                "{\"id\":\"%s\",\"email\":\"user@bench.example.com\",\"first_name\":\"%s\",\"last_name\":\"Hopper\","
                        + "\"role\":\"VIEWER\",\"status\":\"ACTIVE\",\"password_hash\":\"[redacted]\",\"version\":%d,"
                        + "\"organization_id\":\"" + organization + "\"}";
        String data = """
                {"organization_id":"%s","action":"user.updated","resource_type":"user","resource_id":"%s",\
                "outcome":"SUCCESS","occurred_at":"%s","actor":{"type":"USER","id":"%s"},"ip":"127.0.0.1",\
                "user_agent":"bench","request_id":"%s","before":%s,"after":%s,"version":1,"detail":null}""".formatted(
                organization, user, now, user, id, row.formatted(user, "Grace", 0), row.formatted(user, "Ada", 1));
        String value = """
                {"specversion":"1.0","id":"%s","source":"/identity-service","type":"io.atrium.user.updated",\
                "datacontenttype":"application/json","subject":"%s","time":"%s","organizationid":"%s","data":%s}""".formatted(id, user, now, organization, data);
        return new Message(organization, id, organization.toString(), value, data);
    }
}

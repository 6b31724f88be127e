package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class WebhookBatchTest {

    private static final String WEBHOOKS = "atrium.webhooks.v1";
    private static final String ARRAY = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final int MEBIBYTE = 1024 * 1024;

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Test
    void shouldPublishEachItemOfAnArrayInItsOrder() throws Exception {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        List<String> items = List.of(
                item("evt_1", "usr_1"),
                " \t{\"id\" : \"evt_2\",\"data\":{\"id\":\"usr_1\"}}".strip(),
                item("evt_3", "usr_1"));

        HttpResponse<String> reply = provider.deliverBatch(ARRAY, "\n [ " + String.join(" ,\r\n\t", items) + " ] \n");

        assertThat(reply.statusCode()).isEqualTo(202);
        assertCounts(reply, 3, 0, 0);
        List<EventEnvelope> events = published(source, "usr_1", 3);
        assertThat(events)
                .extracting(event -> event.extension("providereventid"))
                .containsExactly("evt_1", "evt_2", "evt_3");
        assertThat(events).extracting(EventEnvelope::id).isEqualTo(results(reply, "event_id"));
        assertThat(events)
                .extracting(event -> new String(event.rawData(), StandardCharsets.UTF_8))
                .isEqualTo(items);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.contentType()).isEqualTo(ARRAY);
            assertThat(event.organizationId()).isEqualTo(source.organization());
            assertThat(event.extension("entityid")).isEqualTo("usr_1");
            assertThat(event.extension("clientip")).isEqualTo("127.0.0.1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s", "%s\n%s\n", "%s\r\n%s\r\n", "\n\n %s \n \t\r\n\n%s\n\n", "\ufeff%s\n%s"})
    void shouldTakeLines(String layout) throws Exception {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String first = item("evt_1", "usr_1");
        String second = item("evt_2", "usr_1");

        HttpResponse<String> reply = provider.deliverBatch(LINES, layout.formatted(first, second));

        assertThat(reply.statusCode()).isEqualTo(202);
        assertCounts(reply, 2, 0, 0);
        assertThat(published(source, "usr_1", 2))
                .extracting(event -> new String(event.rawData(), StandardCharsets.UTF_8))
                .containsExactly(first, second);
    }

    @Test
    void shouldTakeAThousandEventsAndRefuseMore() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        HttpResponse<String> most = provider.deliverBatch(ARRAY, array(1000));
        HttpResponse<String> tooMany = provider.deliverBatch(LINES, lines(1001));

        assertThat(most.statusCode()).isEqualTo(202);
        assertCounts(most, 1000, 0, 0);
        assertThat(results(most, "index"))
                .isEqualTo(IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
        assertProblem(tooMany, 422, "VALIDATION_FAILED");
        assertThat(topics.await(WEBHOOKS, 1000, record -> isOf(source, record))).hasSize(1000);
    }

    @Test
    void shouldRecognizeWhatCameTheOtherWay() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String alone = Provider.newId();
        String batched = Provider.newId();
        JsonObject single = json(provider.deliver(alone, item(alone, "usr_1")));

        HttpResponse<String> batch =
                provider.deliverBatch(ARRAY, "[" + item(alone, "usr_1") + "," + item(batched, "usr_1") + "]");
        HttpResponse<String> again = provider.deliver(batched, item(batched, "usr_1"));

        assertThat(results(batch, "status")).containsExactly("duplicate", "accepted");
        assertThat(results(batch, "event_id"))
                .containsExactly(single.getString("event_id"), json(again).getString("event_id"));
        assertThat(json(again).getString("status")).isEqualTo("duplicate");
        assertThat(topics.awaitKey(WEBHOOKS, 2, source.organization() + "/user/usr_1"))
                .hasSize(2);
    }

    @Test
    void shouldAcceptOneOfTwoWithinABatchAndNoneWhenItComesAgain() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String body = item("evt_1", "usr_1") + "\n" + item("evt_2", "usr_1") + "\n" + item("evt_1", "usr_1");

        HttpResponse<String> first = provider.deliverBatch(LINES, body);
        HttpResponse<String> again = provider.deliverBatch(LINES, body);

        assertThat(results(first, "status")).containsExactly("accepted", "accepted", "duplicate");
        assertCounts(first, 2, 1, 0);
        assertCounts(again, 0, 3, 0);
        assertThat(topics.awaitKey(WEBHOOKS, 2, source.organization() + "/user/usr_1"))
                .hasSize(2);
    }

    @Test
    void shouldRefuseBadItemsAlone() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        List<String> items = List.of(
                item("evt_1", "usr_1"),
                "17",
                "[]",
                "{\"a\":}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"deep\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}",
                "{\"number\":" + "9".repeat(100_000) + "}",
                "{\"large\":\"" + "x".repeat(MEBIBYTE) + "\"}",
                item("evt_2", "usr_1"));

        HttpResponse<String> reply = provider.deliverBatch(ARRAY, "[" + String.join(",", items) + "]");

        assertThat(reply.statusCode()).isEqualTo(202);
        assertCounts(reply, 2, 0, 8);
        assertThat(results(reply, "reason"))
                .containsExactly(
                        "null",
                        "The item is no JSON object.",
                        "The item is no JSON object.",
                        "The item is no JSON.",
                        "The item is no JSON.",
                        "The item has a name that stands twice in one object.",
                        "The item is nested deeper than 100 levels.",
                        "The item has a number of more than 1000 characters.",
                        "The item has more than 1048576 bytes.",
                        "null");
        assertThat(topics.awaitKey(WEBHOOKS, 2, source.organization() + "/user/usr_1"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "application/json     | ~~                | MALFORMED_REQUEST",
                "application/json     | {\"id\":\"1\"}    | MALFORMED_REQUEST",
                "application/json     | [{}               | MALFORMED_REQUEST",
                "application/json     | [{},]             | MALFORMED_REQUEST",
                "application/json     | [{},,{}]          | MALFORMED_REQUEST",
                "application/json     | [{}] {}           | MALFORMED_REQUEST",
                "application/json     | [{\"a\":\"]       | MALFORMED_REQUEST",
                "application/json     | [ ]               | VALIDATION_FAILED",
                "application/x-ndjson | [{}]              | MALFORMED_REQUEST",
                "application/x-ndjson | ~ ~               | VALIDATION_FAILED"
            })
    void shouldRefuseWhatIsNoBatch(String contentType, String body, String code) {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();

        HttpResponse<String> reply = provider.deliverBatch(contentType, body);

        assertProblem(reply, code.equals("VALIDATION_FAILED") ? 422 : 400, code);
    }

    @Test
    void shouldTellItemsApartByPointerByIdAndByDigest() throws Exception {
        TestSource source = TestSource.of(topics, TestOrganizations.active(), "acme")
                .with("event_id", "/event/key")
                .publish();
        Provider provider = new Provider(gateway, source).known();
        String plain = "{\"data\":{\"id\":\"usr_1\"},\"é\":1.10}";

        HttpResponse<String> reply = provider.deliverBatch(
                ARRAY,
                "[{\"event\":{\"key\":\"k_1\"},\"id\":\"evt_1\",\"data\":{\"id\":\"usr_1\"}},"
                        + "{\"id\":2,\"data\":{\"id\":\"usr_1\"}}, " + plain + " ]");

        assertCounts(reply, 3, 0, 0);
        List<ConsumerRecord<String, byte[]>> records =
                topics.awaitKey(WEBHOOKS, 3, source.organization() + "/acme/usr_1");
        List<String> ids = records.stream()
                .sorted(Comparator.comparing(ConsumerRecord::offset))
                .map(record -> parse(record).extension("providereventid"))
                .toList();
        assertThat(ids).containsExactly("k_1", "2", digest(plain));
    }

    @Test
    void shouldRefuseAWrongSignatureOnceForTheWholeBody() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        byte[] sent = array(5).getBytes(StandardCharsets.UTF_8);
        byte[] signed = array(5).getBytes(StandardCharsets.UTF_8);
        sent[sent.length - 3] ^= 1;

        HttpResponse<String> reply =
                Provider.send(provider.batch(ARRAY, signed).POST(HttpRequest.BodyPublishers.ofByteArray(sent)));

        assertProblem(reply, 401, "SIGNATURE_INVALID");
        JsonObject told = new JsonObject(new String(
                topics.await(
                                "atrium.changes.v1",
                                1,
                                record -> source.organization().toString().equals(record.key())
                                        && new String(record.value(), StandardCharsets.UTF_8).contains("mismatch"))
                        .get(0)
                        .value(),
                StandardCharsets.UTF_8));
        assertThat(told.encode()).contains("\"mismatch\":1");
        assertThat(topics.read(WEBHOOKS)).noneMatch(record -> isOf(source, record));
    }

    @Test
    void shouldTakeEncodedBatchesSignedAsTheyAreSent() throws Exception {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        HttpResponse<String> zipped = Provider.send(
                provider.batch(ARRAY, BodyDecoderTest.gzip(array(500).getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Encoding", "gzip"));
        HttpResponse<String> bomb = Provider.send(provider.batch(ARRAY, BodyDecoderTest.gzip(new byte[40 * MEBIBYTE]))
                .header("Content-Encoding", "gzip"));
        HttpResponse<String> unknown =
                Provider.send(provider.batch(ARRAY, new byte[10]).header("Content-Encoding", "br"));

        assertThat(zipped.statusCode()).isEqualTo(202);
        assertCounts(zipped, 500, 0, 0);
        assertProblem(bomb, 413, "PAYLOAD_TOO_LARGE");
        assertProblem(unknown, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void shouldTakeSixteenMebibytesWhileSingleDeliveriesFlow() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String filling = "y".repeat(15 * 1024);
        String body = IntStream.range(0, 1000)
                .mapToObj(number -> "{\"id\":\"evt_" + number + "\",\"data\":{\"id\":\"usr_" + number % 7
                        + "\"},\"f\":\"" + filling + "\"}")
                .collect(Collectors.joining("\n"));
        byte[] bytes = (body + " ".repeat(16 * MEBIBYTE - body.length())).getBytes(StandardCharsets.UTF_8);

        CompletableFuture<HttpResponse<String>> batch =
                CompletableFuture.supplyAsync(() -> Provider.send(provider.batch(LINES, bytes)));
        List<HttpResponse<String>> singles = IntStream.range(0, 200)
                .mapToObj(number -> provider.deliver(Provider.newId(), item("x", "usr_8")))
                .toList();

        assertThat(batch.join().statusCode()).isEqualTo(202);
        assertCounts(batch.join(), 1000, 0, 0);
        assertThat(singles).allSatisfy(reply -> assertThat(reply.statusCode()).isEqualTo(202));
        List<String> ofOne = topics.awaitKey(WEBHOOKS, 143, source.organization() + "/user/usr_3").stream()
                .sorted(Comparator.comparing(ConsumerRecord::offset))
                .map(record -> parse(record).extension("providereventid"))
                .toList();
        assertThat(ofOne)
                .isEqualTo(IntStream.range(0, 143)
                        .mapToObj(number -> "evt_" + (7 * number + 3))
                        .toList());
    }

    @Test
    void shouldRefuseMoreThanSixteenMebibytes() {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();
        byte[] tooLarge = new byte[16 * MEBIBYTE + 1];

        assertProblem(Provider.send(provider.batch(ARRAY, tooLarge)), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(
                Provider.send(provider.batch(ARRAY, tooLarge).POST(Provider.chunked(tooLarge))),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @Test
    void shouldLetTheContentTypeDecide() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        for (String type : List.of("application/json; charset=utf-8", "APPLICATION/JSON")) {
            assertThat(provider.deliverBatch(type, array(1)).statusCode())
                    .as(type)
                    .isEqualTo(202);
        }
        for (String type : List.of("application/x-ndjson; charset=utf-8", "application/jsonl")) {
            assertThat(provider.deliverBatch(type, lines(1)).statusCode())
                    .as(type)
                    .isEqualTo(202);
        }
        for (String type :
                List.of("text/plain", "application/*", "application/xml", "application/json; charset=utf-16")) {
            HttpResponse<String> reply = provider.deliverBatch(type, array(1));
            assertProblem(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
            assertThat(reply.headers().firstValue("Accept")).hasValue("application/json, application/x-ndjson");
        }
    }

    @Test
    void shouldAnswerUnknownSourcesAndOtherMethodsAsSingleDeliveriesDo() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        Provider stranger = new Provider(gateway, TestSource.of(topics, UUID.randomUUID(), "user"));

        assertProblem(stranger.deliverBatch(ARRAY, array(1)), 404, "NOT_FOUND");
        HttpResponse<String> other =
                Provider.send(provider.batch(ARRAY, new byte[0]).GET());
        assertProblem(other, 405, "METHOD_NOT_ALLOWED");
        assertThat(other.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
        HttpResponse<String> options = Provider.send(
                provider.batch(ARRAY, new byte[0]).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        TestOrganizations.suspend(source.organization());
        provider.until(403);
        assertProblem(provider.deliverBatch(ARRAY, array(1)), 403, "ORGANIZATION_SUSPENDED");
    }

    private List<EventEnvelope> published(TestSource source, String entity, int count) {
        return topics.awaitKey(WEBHOOKS, count, source.organization() + "/user/" + entity).stream()
                .sorted(Comparator.comparing(ConsumerRecord::offset))
                .map(WebhookBatchTest::parse)
                .toList();
    }

    private static EventEnvelope parse(ConsumerRecord<String, byte[]> record) {
        try {
            return EventEnvelope.parse(record.value());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOf(TestSource source, ConsumerRecord<String, byte[]> record) {
        return record.key().startsWith(source.organization() + "/");
    }

    private static String item(String id, String entity) {
        return "{\"id\":\"" + id + "\",\"type\":\"user.created\",\"data\":{\"id\":\"" + entity + "\"}}";
    }

    private static String array(int count) {
        return "[" + lines(count).replace("\n", ",") + "]";
    }

    private static String lines(int count) {
        String run = UUID.randomUUID().toString();
        return IntStream.range(0, count)
                .mapToObj(number -> item("evt_" + run + "_" + number, "usr_" + number))
                .collect(Collectors.joining("\n"));
    }

    private static void assertCounts(HttpResponse<String> reply, int accepted, int duplicates, int refused) {
        JsonObject body = json(reply);
        assertThat(List.of(body.getInteger("accepted"), body.getInteger("duplicates"), body.getInteger("refused")))
                .as(reply.body())
                .containsExactly(accepted, duplicates, refused);
    }

    private static List<String> results(HttpResponse<String> reply, String member) {
        JsonArray results = json(reply).getJsonArray("results");
        return IntStream.range(0, results.size())
                .mapToObj(index -> String.valueOf(results.getJsonObject(index).getValue(member)))
                .toList();
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(json(reply).getString("code")).isEqualTo(code);
    }

    private static JsonObject json(HttpResponse<String> reply) {
        return new JsonObject(reply.body());
    }

    private static String digest(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

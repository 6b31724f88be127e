package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.atrium.webhook.signature.Signing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class WebhookIntakeTest {

    private static final String WEBHOOKS = "atrium.webhooks.v1";
    private static final String BODY = "{\"type\":\"user.created\",\"data\":{\"id\":\"usr_1\"}}";

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Test
    void shouldAcceptAndPublishASignedDelivery() throws UnreadableEventException {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String id = Provider.newId();

        HttpResponse<String> reply = provider.deliver(id, BODY);

        assertThat(reply.statusCode()).isEqualTo(202);
        assertThat(json(reply).getString("status")).isEqualTo("accepted");
        UUID eventId = UUID.fromString(json(reply).getString("event_id"));
        assertThat(eventId.version()).isEqualTo(8);
        List<ConsumerRecord<String, byte[]>> records = topics.awaitKey(WEBHOOKS, 1, key(source, "usr_1"));
        EventEnvelope event = EventEnvelope.parse(records.get(0).value());
        assertThat(event.id()).isEqualTo(eventId.toString());
        assertThat(event.organizationId()).isEqualTo(source.organization());
        assertThat(event.extension("providereventid")).isEqualTo(id);
        assertThat(event.extension("entityid")).isEqualTo("usr_1");
        assertThat(event.extension("clientip")).isEqualTo("127.0.0.1");
        assertThat(event.rawData()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseAFormWithTooManyFieldsBeforeItsSignatureIsKnown() {
        // Given
        TestSource source = TestSource.of(topics, TestOrganizations.active(), "user")
                .with("scheme", "twilio")
                .publish();
        Provider provider = new Provider(gateway, source).known();
        HttpRequest.Builder form = provider.request()
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", Base64.getEncoder().encodeToString(new byte[20]))
                .POST(HttpRequest.BodyPublishers.ofString("&AAA".repeat(262_144)));

        // When
        HttpResponse<String> reply = Provider.send(form);

        // Then
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(json(reply).getString("code")).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(json(reply).getString("detail")).isEqualTo("A form may have at most 1000 fields.");
    }

    @Test
    void shouldAnswerDuplicateAndPublishOnce() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String id = Provider.newId();
        HttpResponse<String> first = provider.deliver(id, BODY);

        HttpResponse<String> second = provider.deliver(id, BODY);

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(json(second).getString("status")).isEqualTo("duplicate");
        assertThat(json(second).getString("event_id")).isEqualTo(json(first).getString("event_id"));
        assertThat(topics.awaitKey(WEBHOOKS, 1, key(source, "usr_1"))).hasSize(1);
    }

    @Test
    void shouldAcceptOneOfManyThatComeAtOnce() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String id = Provider.newId();

        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 40)
                .mapToObj(number -> provider.deliverLater(id, BODY))
                .toList();

        List<String> statuses = sent.stream()
                .map(reply -> json(reply.join()).getString("status"))
                .toList();
        assertThat(statuses).containsOnly("accepted", "duplicate").containsOnlyOnce("accepted");
        assertThat(topics.awaitKey(WEBHOOKS, 1, key(source, "usr_1"))).hasSize(1);
    }

    @Test
    void shouldTellOrganizationsApartThatReceiveTheSameId() {
        Provider one = new Provider(gateway, TestSource.published(topics)).known();
        Provider other = new Provider(gateway, TestSource.published(topics)).known();
        String id = Provider.newId();

        JsonObject first = json(one.deliver(id, BODY));
        JsonObject second = json(other.deliver(id, BODY));

        assertThat(second.getString("status")).isEqualTo("accepted");
        assertThat(second.getString("event_id")).isNotEqualTo(first.getString("event_id"));
    }

    @Test
    void shouldRefuseAnotherOrganizationsSignature() {
        TestSource victim = TestSource.published(topics);
        TestSource attacker = TestSource.of(topics, TestOrganizations.active(), "user");
        String ownSecret = "whsec_YW5vdGhlci1zZWNyZXQtYW5vdGhlcg==";
        attacker.with("secrets", List.of(TestSource.secret(attacker.organization(), "user", ownSecret)))
                .publish();
        new Provider(gateway, attacker).known();
        Provider provider = new Provider(gateway, victim).known();

        HttpResponse<String> reply = Provider.send(provider.signed(Provider.newId(), bytes(BODY), now(), ownSecret));

        assertProblem(reply, 401, "SIGNATURE_INVALID");
    }

    @Test
    void shouldRefuseMissingBadAndStaleSignatures() {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();
        byte[] body = bytes(BODY);

        assertProblem(
                Provider.send(provider.request().POST(HttpRequest.BodyPublishers.ofString(BODY))),
                401,
                "SIGNATURE_MISSING");
        assertProblem(
                Provider.send(provider.signed("msg_1", body)
                        .POST(HttpRequest.BodyPublishers.ofString(BODY.replace("usr_1", "usr_2")))),
                401,
                "SIGNATURE_INVALID");
        assertProblem(
                Provider.send(provider.signed("msg_1", body, now() - 600, TestSource.SECRET)), 401, "SIGNATURE_STALE");
        assertProblem(
                Provider.send(provider.signed("msg_1", body, now() + 600, TestSource.SECRET)), 401, "SIGNATURE_STALE");
    }

    @Test
    void shouldTakeEncodedBodiesSignedAsTheyAreSent() throws Exception {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        HttpResponse<String> zipped = Provider.send(provider.signed(Provider.newId(), BodyDecoderTest.gzip(bytes(BODY)))
                .header("Content-Encoding", "gzip"));
        HttpResponse<String> deflated =
                Provider.send(provider.signed(Provider.newId(), BodyDecoderTest.deflate(bytes(BODY), false))
                        .header("Content-Encoding", "deflate"));
        HttpResponse<String> plain =
                Provider.send(provider.signed(Provider.newId(), bytes(BODY)).header("Content-Encoding", "identity"));

        assertThat(List.of(zipped.statusCode(), deflated.statusCode(), plain.statusCode()))
                .containsOnly(202);
        List<ConsumerRecord<String, byte[]>> records = topics.awaitKey(WEBHOOKS, 3, key(source, "usr_1"));
        assertThat(records)
                .allSatisfy(
                        record -> assertThat(EventEnvelope.parse(record.value()).rawData())
                                .isEqualTo(bytes(BODY)));
    }

    @Test
    void shouldTakeTypesThatNameOneTypeAndRefuseRanges() throws Exception {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();

        for (String type : List.of("application/json ; charset=utf-8", "APPLICATION/JSON", "text/plain")) {
            HttpResponse<String> reply =
                    Provider.send(provider.signed(Provider.newId(), bytes(BODY)).setHeader("Content-Type", type));
            assertThat(reply.statusCode()).as(type).isEqualTo(202);
        }
        for (String type : List.of("*/*", "application/*", "json", "application/json; charset=utf-16")) {
            HttpResponse<String> reply =
                    Provider.send(provider.signed(Provider.newId(), bytes(BODY)).setHeader("Content-Type", type));
            assertProblem(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @Test
    void shouldRefuseEncodedBodiesThatCannotBeProcessed() throws Exception {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();
        byte[] zipped = BodyDecoderTest.gzip(bytes(BODY));
        byte[] bomb = BodyDecoderTest.gzip(new byte[64 * 1024 * 1024]);

        assertProblem(
                Provider.send(provider.signed("msg_1", Arrays.copyOf(zipped, zipped.length - 1))
                        .header("Content-Encoding", "gzip")),
                400,
                "MALFORMED_REQUEST");
        assertProblem(
                Provider.send(provider.signed("msg_1", bomb).header("Content-Encoding", "gzip")),
                413,
                "PAYLOAD_TOO_LARGE");
        for (String coding : List.of("br", "zstd", "gzip, gzip")) {
            HttpResponse<String> reply =
                    Provider.send(provider.signed("msg_1", zipped).header("Content-Encoding", coding));
            assertProblem(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
            assertThat(reply.headers().firstValue("Accept-Encoding")).hasValue("gzip, deflate, identity");
        }
        HttpResponse<String> overDecoded = Provider.send(provider.signed("msg_1", bytes(BODY))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped)));
        assertProblem(overDecoded, 401, "SIGNATURE_INVALID");
        assertThat(json(overDecoded).getString("detail")).contains("encoded bytes");
    }

    @Test
    void shouldSayThatATimestampIsNotInSecondsToWhoSignedIt() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        byte[] body = bytes(BODY);
        long millis = Instant.now().toEpochMilli();

        HttpResponse<String> signed = Provider.send(provider.signed("msg_1", body, millis, TestSource.SECRET));
        HttpResponse<String> forged =
                Provider.send(provider.signed("msg_1", body, millis, "whsec_d3JvbmctcmVhbGx5LXdyb25n"));

        assertProblem(signed, 401, "SIGNATURE_STALE");
        assertThat(json(signed).getString("detail")).contains("not in seconds");
        assertProblem(forged, 401, "SIGNATURE_INVALID");
        assertThat(json(forged).getString("detail")).doesNotContain("seconds");
        topics.await(
                "atrium.changes.v1",
                1,
                record -> source.organization().toString().equals(record.key())
                        && new String(record.value(), StandardCharsets.UTF_8).contains("timestamp_not_seconds"));
    }

    @Test
    void shouldAuditRefusedSignaturesAsOneCount() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        byte[] body = bytes(BODY);

        IntStream.range(0, 5)
                .forEach(number ->
                        Provider.send(provider.signed("msg_1", body, now(), "whsec_d3JvbmctcmVhbGx5LXdyb25n")));

        List<ConsumerRecord<String, byte[]>> told = topics.await(
                "atrium.changes.v1",
                1,
                record -> source.organization().toString().equals(record.key())
                        && new String(record.value(), StandardCharsets.UTF_8).contains("mismatch"));
        JsonObject event = new JsonObject(new String(told.get(0).value(), StandardCharsets.UTF_8));
        assertThat(event.getString("type")).isEqualTo("io.atrium.webhook.signature_rejected");
        JsonObject data = event.getJsonObject("data");
        assertThat(data.getString("organization_id"))
                .isEqualTo(source.organization().toString());
        assertThat(data.getString("outcome")).isEqualTo("DENIED");
        assertThat(data.getString("resource_id")).isEqualTo("user");
        assertThat(told.size()).isLessThan(5);
    }

    @Test
    void shouldAnswerUnknownSourceAndUnknownOrganizationAlike() {
        TestSource known = TestSource.published(topics);
        new Provider(gateway, known).known();
        TestSource unknownSource = TestSource.of(topics, known.organization(), "other");
        TestSource unknownOrganization = TestSource.of(topics, UUID.randomUUID(), "user");

        JsonObject one = withoutRequest(new Provider(gateway, unknownSource).deliver("msg_1", BODY));
        JsonObject other = withoutRequest(new Provider(gateway, unknownOrganization).deliver("msg_1", BODY));

        assertThat(one.getInteger("status")).isEqualTo(404);
        assertThat(one).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/webhooks/user/not-a-uuid",
                "/api/v1/webhooks/user/00000000-0000-0000-0000-00000000000",
                "/api/v1/webhooks/user/%2e%2e",
                "/api/v1/webhooks/events/stats",
                "/api/v1/webhooks/USER/0198f2f0-1111-7000-8000-000000000001",
                "/api/v1/webhooks/user",
                "/api/v1/webhooks//",
                "/api/v1/webhooks/user/0198f2f0-1111-7000-8000-000000000001/more"
            })
    void shouldAnswer404ToAddressesThatNameNothing(String path) {
        HttpResponse<String> reply = Provider.send(
                HttpRequest.newBuilder(gateway.resolve(path)).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertProblem(reply, 404, "NOT_FOUND");
    }

    @Test
    void shouldAcceptUpperCaseIdsAndATrailingSlash() {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();
        String upper = source.path()
                .replace(
                        source.organization().toString(),
                        source.organization().toString().toUpperCase(java.util.Locale.ROOT));
        String signature = Signing.standard(TestSource.SECRET, "msg_1", now(), bytes(BODY));

        HttpResponse<String> reply = Provider.send(HttpRequest.newBuilder(gateway.resolve(upper + "/"))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now()))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(BODY)));

        assertThat(reply.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldRefuseASuspendedOrganizationAndTakeItBack() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        TestOrganizations.suspend(source.organization());
        assertProblem(provider.until(403).deliver("msg_1", BODY), 403, "ORGANIZATION_SUSPENDED");

        TestOrganizations.publish(source.organization(), "ACTIVE", 3);
        assertThat(provider.until(401).deliver("msg_1", BODY).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldNotKnowAnOrganizationThatIsOnlyReserved() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        TestOrganizations.publish(source.organization(), "PENDING", 2);

        assertProblem(provider.until(404).deliver("msg_1", BODY), 404, "NOT_FOUND");
    }

    @Test
    void shouldForgetSourcesThatAreSwitchedOffOrRemoved() {
        TestSource off = TestSource.published(topics);
        TestSource gone = TestSource.published(topics);
        Provider toOff = new Provider(gateway, off).known();
        Provider toGone = new Provider(gateway, gone).known();

        off.with("enabled", false).publish();
        gone.remove();

        assertThat(toOff.until(404).deliver("msg_1", BODY).statusCode()).isEqualTo(404);
        assertThat(toGone.until(404).deliver("msg_1", BODY).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTakeBothSecretsWhileTheyRotate() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        String newSecret = "whsec_bmV3LW5ldy1uZXctbmV3LW5ldw==";
        source.with(
                        "secrets",
                        List.of(
                                TestSource.secret(source.organization(), "user", newSecret),
                                TestSource.secret(source.organization(), "user", TestSource.SECRET)))
                .publish();

        org.awaitility.Awaitility.await()
                .until(() -> Provider.send(provider.signed(Provider.newId(), bytes(BODY), now(), newSecret))
                                .statusCode()
                        == 202);
        assertThat(provider.deliver(Provider.newId(), BODY).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldTakeAGenericHmacWithPointers() throws UnreadableEventException {
        UUID organization = TestOrganizations.active();
        TestSource source = TestSource.of(topics, organization, "acme")
                .with("scheme", "generic-hmac")
                .with("header", "X-Acme-Signature")
                .with("algorithm", "sha512")
                .with("encoding", "hex")
                .with("prefix", "sha512=")
                .with("timestamp_header", "X-Acme-Time")
                .with("event_id", "/event/id")
                .with("entity_id", "/object/number")
                .with("secrets", List.of(TestSource.secret(organization, "acme", "plain text secret")))
                .publish();
        Provider provider = new Provider(gateway, source).known();
        String body = "{\"event\":{\"id\":\"evt_1\"},\"object\":{\"number\":17}}";
        String time = Long.toString(now());
        byte[] mac = Signing.hmac("HmacSHA512", bytes("plain text secret"), bytes(time + "."), bytes(body));

        HttpResponse<String> reply = Provider.send(provider.request()
                .header("X-Acme-Time", time)
                .header("X-Acme-Signature", "sha512=" + HexFormat.of().formatHex(mac))
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(reply.statusCode()).isEqualTo(202);
        EventEnvelope event = EventEnvelope.parse(
                topics.awaitKey(WEBHOOKS, 1, organization + "/acme/17").get(0).value());
        assertThat(event.extension("providereventid")).isEqualTo("evt_1");
    }

    @Test
    void shouldTakeBodiesThatAreNoJsonInTheirOwnOrder() throws UnreadableEventException {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        byte[] body = {0, 1, 2, (byte) 0xff, '{', '"'};

        HttpResponse<String> reply = Provider.send(provider.signed("msg_1", body));

        assertThat(reply.statusCode()).isEqualTo(202);
        String eventId = json(reply).getString("event_id");
        EventEnvelope event = EventEnvelope.parse(
                topics.awaitKey(WEBHOOKS, 1, key(source, eventId)).get(0).value());
        assertThat(event.rawData()).isEqualTo(body);
        assertThat(event.extension("entityid")).isNull();
    }

    @Test
    void shouldTakeABodyOfOneMebibyteAndRefuseMore() {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();
        byte[] largest = new byte[1024 * 1024];
        byte[] tooLarge = new byte[1024 * 1024 + 1];

        assertThat(Provider.send(provider.signed(Provider.newId(), largest)).statusCode())
                .isEqualTo(202);
        assertThat(Provider.send(provider.signed(Provider.newId(), largest).POST(Provider.chunked(largest)))
                        .statusCode())
                .isEqualTo(202);
        assertProblem(Provider.send(provider.signed(Provider.newId(), tooLarge)), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(
                Provider.send(provider.signed(Provider.newId(), tooLarge).POST(Provider.chunked(tooLarge))),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @Test
    void shouldTellWhoAsksFirstWhetherToGoOn() throws IOException {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();

        assertThat(firstLine(source, 1024 * 1024)).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(firstLine(source, 1024 * 1024 + 1)).startsWith("HTTP/1.1 413 ");
    }

    private String firstLine(TestSource source, int length) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(bytes("POST " + source.path() + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            + "Content-Length: " + length + "\r\n\r\n"));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void shouldAllowPostAndHandshakesOnly() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        HttpResponse<String> reply = Provider.send(provider.request().DELETE());

        assertProblem(reply, 405, "METHOD_NOT_ALLOWED");
        assertThat(reply.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void shouldGiveEveryReplyItsIdAndSecurityHeaders() {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();
        String requestId = UUID.randomUUID().toString();

        List<HttpResponse<String>> replies = new ArrayList<>();
        replies.add(Provider.send(provider.signed(Provider.newId(), bytes(BODY)).header("X-Request-Id", requestId)));
        replies.add(Provider.send(
                provider.request().header("X-Request-Id", requestId).POST(HttpRequest.BodyPublishers.ofString(BODY))));

        assertThat(replies).allSatisfy(reply -> {
            Map<String, List<String>> headers = reply.headers().map();
            assertThat(headers.get("X-Request-Id")).containsExactly(requestId);
            assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers).containsKeys("Content-Security-Policy", "Referrer-Policy");
        });
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(reply).getString("code")).isEqualTo(code);
    }

    private static JsonObject withoutRequest(HttpResponse<String> reply) {
        JsonObject problem = json(reply);
        problem.remove("instance");
        problem.remove("request_id");
        return problem;
    }

    private static JsonObject json(HttpResponse<String> reply) {
        return new JsonObject(reply.body());
    }

    private static String key(TestSource source, String entity) {
        return source.organization() + "/user/" + entity;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}

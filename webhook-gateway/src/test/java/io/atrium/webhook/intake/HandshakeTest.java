package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.atrium.webhook.signature.Signing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class HandshakeTest {

    private static final String WEBHOOKS = "atrium.webhooks.v1";
    private static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Test
    void shouldAnswerSlacksSignedQuestionAndPublishNothing() {
        TestSource source = slack();
        Provider provider = new Provider(gateway, source).known();
        String question = "{\"token\":\"t\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
                + "\"type\":\"url_verification\"}";

        HttpResponse<String> answer = Provider.send(slackSigned(provider, question, SLACK_SECRET));
        HttpResponse<String> forged = Provider.send(slackSigned(provider, question, "another-secret"));
        HttpResponse<String> event = Provider.send(
                slackSigned(provider, "{\"type\":\"event_callback\",\"event_id\":\"Ev1\"}", SLACK_SECRET));

        assertText(answer, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(event.statusCode()).isEqualTo(202);
        assertThat(topics.await(WEBHOOKS, 1, record -> record.key().startsWith(source.organization() + "/")))
                .hasSize(1);
    }

    @Test
    void shouldTakeTheSameBodyAsAnEventOfOtherSchemes() {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();

        HttpResponse<String> reply =
                provider.deliver(Provider.newId(), "{\"type\":\"url_verification\",\"challenge\":\"abc\"}");

        assertThat(reply.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldAnswerAHubChallengeToWhoHasTheSourcesToken() {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();
        String token = verifyToken(source, TestSource.SECRET);

        HttpResponse<String> answer = get(source, hub("subscribe", token, "1158201444"));
        HttpResponse<String> wrong = get(source, hub("subscribe", token.replace(token.charAt(0), 'x'), "1158201444"));
        HttpResponse<String> secret = get(source, hub("subscribe", TestSource.SECRET, "1158201444"));
        HttpResponse<String> none = get(source, "?hub.mode=subscribe&hub.challenge=1158201444");
        HttpResponse<String> otherMode = get(source, hub("publish", token, "1158201444"));

        assertText(answer, "1158201444");
        assertProblem(wrong, 401, "SIGNATURE_INVALID");
        assertProblem(secret, 401, "SIGNATURE_INVALID");
        assertProblem(none, 401, "SIGNATURE_INVALID");
        assertProblem(otherMode, 422, "VALIDATION_FAILED");
    }

    @Test
    void shouldTakeTheTokensOfBothSecretsButNotOfAPublicKey() {
        String publicKey = "whpk_"
                + java.util.Base64.getEncoder().encodeToString(new byte[] {
                    (byte) 0xd7,
                    0x5a,
                    (byte) 0x98,
                    0x01,
                    (byte) 0x82,
                    (byte) 0xb1,
                    0x0a,
                    (byte) 0xb7,
                    (byte) 0xd5,
                    0x4b,
                    (byte) 0xfe,
                    (byte) 0xd3,
                    (byte) 0xc9,
                    0x64,
                    0x07,
                    0x3a,
                    0x0e,
                    (byte) 0xe1,
                    0x72,
                    (byte) 0xf3,
                    (byte) 0xda,
                    (byte) 0xa6,
                    0x23,
                    0x25,
                    (byte) 0xaf,
                    0x02,
                    0x1a,
                    0x68,
                    (byte) 0xf7,
                    0x07,
                    0x51,
                    0x1a
                });
        UUID organization = TestOrganizations.active();
        String other = "whsec_bmV3LW5ldy1uZXctbmV3LW5ldw==";
        TestSource source = TestSource.of(topics, organization, "user")
                .with(
                        "secrets",
                        List.of(
                                TestSource.secret(organization, "user", other),
                                TestSource.secret(organization, "user", publicKey)))
                .publish();
        new Provider(gateway, source).known();

        assertText(get(source, hub("subscribe", verifyToken(source, other), "a")), "a");
        assertProblem(get(source, hub("subscribe", verifyToken(source, publicKey), "a")), 401, "SIGNATURE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void shouldSendAValidationTokenBackAsPlainText(String method) {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();
        String token = "Validation: Testing client application reachability for subscription Request-Id: 0-1&\"+%";

        HttpResponse<String> answer = ask(source, method, "?validationToken=" + encoded(token));
        HttpResponse<String> sharePoint = ask(source, method, "?validationtoken=" + encoded(token));

        assertText(answer, token);
        assertText(sharePoint, token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>alert(1)</script>", "a\nb", "\u0000", "é", "a&validationToken=b"})
    void shouldSendNothingBackThatCouldBeMoreThanPlainText(String token) {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();
        String query = token.startsWith("a&") ? token : encoded(token);

        assertProblem(ask(source, "POST", "?validationToken=" + query), 422, "VALIDATION_FAILED");
        assertProblem(
                get(source, hub("subscribe", verifyToken(source, TestSource.SECRET), "<b>")), 422, "VALIDATION_FAILED");
        assertProblem(ask(source, "GET", "?validationToken=" + "x".repeat(1025)), 422, "VALIDATION_FAILED");
    }

    @Test
    void shouldTakeADeliveryWhateverItsQuerySays() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        byte[] body = "{\"data\":{\"id\":\"usr_1\"}}".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> reply = Provider.send(
                provider.signed(Provider.newId(), body).uri(gateway.resolve(source.path() + "?validationToken=abc")));

        assertThat(reply.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldNotKnowHandshakesOfUnknownSources() {
        TestSource known = TestSource.published(topics);
        new Provider(gateway, known).known();
        TestSource unknownSource = TestSource.of(topics, known.organization(), "other");
        TestSource unknownOrganization = TestSource.of(topics, UUID.randomUUID(), "user");

        for (String query : List.of("?validationToken=abc", hub("subscribe", "x", "abc"))) {
            JsonObject one = withoutRequest(get(unknownSource, query));
            JsonObject other = withoutRequest(get(unknownOrganization, query));
            assertThat(one.getInteger("status")).isEqualTo(404);
            assertThat(one).isEqualTo(other);
        }
    }

    @Test
    void shouldTakeGetForHandshakesOnly() {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();

        HttpResponse<String> plain = get(source, "");
        HttpResponse<String> other = get(source, "?validation=abc;validationToken=abc");
        HttpResponse<String> options = ask(source, "OPTIONS", "?validationToken=abc");
        HttpResponse<String> head = ask(source, "HEAD", "?validationToken=abc");

        assertProblem(plain, 422, "VALIDATION_FAILED");
        assertProblem(other, 422, "VALIDATION_FAILED");
        assertThat(options.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    /** Svix and Standard Webhooks ask with an ordinary signed event. */
    @Test
    void shouldTakeAPingAsTheSignedEventThatItIs() {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        HttpResponse<String> reply = provider.deliver(
                Provider.newId(),
                "{\"type\":\"ping\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"success\":true}}");

        assertThat(reply.statusCode()).isEqualTo(202);
        assertThat(json(reply).getString("status")).isEqualTo("accepted");
    }

    private TestSource slack() {
        UUID organization = TestOrganizations.active();
        return TestSource.of(topics, organization, "chat")
                .with("scheme", "slack")
                .with("secrets", List.of(TestSource.secret(organization, "chat", SLACK_SECRET)))
                .publish();
    }

    private static HttpRequest.Builder slackSigned(Provider provider, String body, String secret) {
        String time = Long.toString(Instant.now().getEpochSecond());
        byte[] mac = Signing.hmac(
                "HmacSHA256",
                secret.getBytes(StandardCharsets.UTF_8),
                ("v0:" + time + ":").getBytes(StandardCharsets.UTF_8),
                body.getBytes(StandardCharsets.UTF_8));
        return provider.request()
                .header("X-Slack-Request-Timestamp", time)
                .header("X-Slack-Signature", "v0=" + HexFormat.of().formatHex(mac))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** HKDF-SHA-256 (RFC 5869), without the code under test. */
    private static String verifyToken(TestSource source, String secret) {
        byte[] extracted = Signing.hmac(
                "HmacSHA256",
                "atrium/hub.verify_token".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                secret.getBytes(StandardCharsets.UTF_8));
        String subject = source.path().replaceAll("^/api/v1/webhooks/([^/]+)/(.*)$", "$2/$1");
        return HexFormat.of()
                .formatHex(Signing.hmac(
                        "HmacSHA256", extracted, subject.getBytes(StandardCharsets.UTF_8), new byte[] {1}));
    }

    private static String hub(String mode, String token, String challenge) {
        return "?hub.mode=" + mode + "&hub.challenge=" + encoded(challenge) + "&hub.verify_token=" + encoded(token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(TestSource source, String query) {
        return ask(source, "GET", query);
    }

    private HttpResponse<String> ask(TestSource source, String method, String query) {
        return Provider.send(HttpRequest.newBuilder(gateway.resolve(source.path() + query))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private static void assertText(HttpResponse<String> reply, String text) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(text);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
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
}

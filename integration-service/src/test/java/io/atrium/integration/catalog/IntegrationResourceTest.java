package io.atrium.integration.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.integration.Api;
import io.atrium.integration.Json;
import io.atrium.integration.Sql;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class IntegrationResourceTest {

    private static final String PATH = "/api/v1/integrations/";
    private static final String TOPIC = "atrium.webhook-sources.v1";
    private static final SecretBox TOPIC_BOX = SecretBox.of("dev-webhook-source-key-0123456789abcdef");

    TestTopics topics;

    @Test
    void shouldProvisionActiveOrganizationOnce() {
        UUID organization = TestOrganizations.active();
        Api.provisioned(organization);

        TestOrganizations.publish(organization, "ACTIVE", 2);
        UUID later = TestOrganizations.active();
        Api.provisioned(later);

        Api.admin(organization)
                .get(PATH)
                .then()
                .body("items", hasSize(3))
                .body("items.provider", containsInAnyOrder("user", "payment", "communication"))
                .body("items.webhook.source", containsInAnyOrder("user", "payment", "communication"))
                .body("items.has_credentials", equalTo(List.of(true, true, true)));
        JsonNode source = published(organization, "user", 1);
        assertThat(source.path("scheme").asText()).isEqualTo("standard-webhooks");
        assertThat(source.path("secrets")).hasSize(1);
        assertThat(secrets(organization, "user", source).get(0)).startsWith("whsec_");
    }

    @Test
    void shouldNotProvisionPendingOrganization() {
        UUID pending = UUID.randomUUID();
        TestOrganizations.publish(pending, "PENDING", 0);
        Api.provisioned(TestOrganizations.active());

        assertThat(Sql.count("SELECT count(*) FROM integration WHERE organization_id = ?", pending))
                .isZero();
    }

    @Test
    void shouldRotateSecretWithOverlapThatEnds() {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "user");
        String old = secrets(organization, "user", published(organization, "user", 1))
                .get(0);

        String fresh = Api.admin(organization)
                .body("{\"overlap_seconds\":2}")
                .post(PATH + id + "/secret")
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .extract()
                .path("secret");

        assertThat(secrets(organization, "user", published(organization, "user", 2)))
                .containsExactly(fresh, old);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(secrets(organization, "user", published(organization, "user", 3)))
                        .containsExactly(fresh));
        Api.admin(organization)
                .get(PATH + id)
                .then()
                .body("webhook.secrets", hasSize(1))
                .body("webhook.secret", nullValue());
    }

    @Test
    void shouldTakeGivenSecretWithoutOverlap() {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "payment");
        String given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        published(organization, "payment", 1);

        Api.admin(organization)
                .body(Map.of("secret", given, "overlap_seconds", 0))
                .post(PATH + id + "/secret")
                .then()
                .statusCode(200)
                .body("secret", equalTo(given))
                .body("previous_expires_at", nullValue());

        assertThat(secrets(organization, "payment", published(organization, "payment", 2)))
                .containsExactly(given);
        Api.admin(organization)
                .body(Map.of("secret", "whsec_short-and-no-base64"))
                .post(PATH + id + "/secret")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("secret"));
    }

    @Test
    void shouldAddOwnSourceAndRemoveIt() {
        UUID organization = TestOrganizations.active();

        JsonPath created = create(organization, "billing-tool")
                .statusCode(201)
                .body("webhook.scheme", equalTo("generic-hmac"))
                .body("webhook.url", equalTo("http://localhost:8000/api/v1/webhooks/billing-tool/" + organization))
                .body("webhook.secret", not(nullValue()))
                .extract()
                .jsonPath();

        JsonNode source = published(organization, "billing-tool", 1);
        assertThat(source.path("header").asText()).isEqualTo("X-Signature");
        assertThat(source.path("provider").asText()).isEqualTo("custom");
        assertThat(secrets(organization, "billing-tool", source)).containsExactly(created.getString("webhook.secret"));
        create(organization, "billing-tool").statusCode(409).body("code", equalTo("SOURCE_TAKEN"));
        create(TestOrganizations.active(), "billing-tool").statusCode(201);
        Api.admin(organization).delete(PATH + created.getString("id")).then().statusCode(204);
        Api.admin(organization).get(PATH + created.getString("id")).then().statusCode(404);
        List<ConsumerRecord<String, byte[]>> records = topics.awaitKey(TOPIC, 2, organization + "/billing-tool");
        assertThat(records.get(records.size() - 1).value()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "stats", "process", "replay", "dead-letters", "A", "a", "-a", "a_b", "a b"})
    void shouldRefuseSourceNames(String name) {
        create(TestOrganizations.active(), name).statusCode(422).body("errors[0].field", equalTo("webhook.source"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://localhost:5432",
                "file:///etc/passwd",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://[::ffff:127.0.0.1]/",
                "https://user@example.com/",
                "http://10.0.0.1",
                "http://intranet/",
                "http://localhost./",
                "http://a.localhost",
                "http://metadata.google.internal",
                "http://[::1]:8080",
                "http://[64:ff9b::7f00:1]",
                "http://127.1",
                "http://0177.0.0.1",
                "http://127.0.0.1.",
                "http://\uff11\uff12\uff17.0.0.1",
                "nonsense",
                "\u2003",
                " https://example.com",
                "https://example.com:99999",
                "https://example.com:0",
                "https://example.com:-1",
                "https://example.com:08080",
                "https://example.com:",
                "http:///x",
                "http://[::1",
                "https://ex%61mple.com",
                "https://example.com\\@evil.example",
                "https://example.com/a b",
                "https://example.com/\r\nX: y",
                "https://example.com/\u0000",
                "https://b\u00fccher.example",
                "https://example.com?a=b",
                "https://example.com#a",
                "ftp://example.com",
                "//example.com"
            })
    void shouldRefuseAddressesInsideAndWhatIsNone(String url) {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "user");

        Api.admin(organization)
                .body(Map.of("name", "Users", "base_url", url))
                .put(PATH + id)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("base_url"));
        Api.admin(organization)
                .body(Map.of("name", "Own", "base_url", url, "webhook", Map.of("source", "own-source")))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("base_url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.com", "http://API.example.com:8443/v2/a%20b", "https://8.8.8.8:65535"})
    void shouldKeepAnAddressOutside(String url) {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "user");

        Api.admin(organization)
                .body(Map.of("name", "Users", "base_url", url + "/"))
                .put(PATH + id)
                .then()
                .statusCode(200)
                .body("base_url", equalTo(url));
    }

    @Test
    void shouldKeepWhereABuiltInSourceNamesItsRecord() {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "payment");

        Api.admin(organization)
                .body(Map.of("name", "Payments", "webhook", Map.of("source", "payment")))
                .put(PATH + id)
                .then()
                .statusCode(200)
                .body("webhook.entity_id", equalTo("/data/id"));
        Api.admin(organization)
                .body(Map.of("name", "Payments", "webhook", Map.of("source", "payment", "entity_id", "/id")))
                .put(PATH + id)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("webhook.entity_id"));
    }

    @Test
    void shouldUpdateUnderItsVersion() {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "user");
        String tag = Api.admin(organization).get(PATH + id).header("ETag");
        Map<String, Object> body =
                Map.of("name", "People", "enabled", false, "credentials", Map.of("token", "their-token"));

        Api.admin(organization)
                .header("If-Match", tag)
                .body(body)
                .put(PATH + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("People"))
                .body("enabled", equalTo(false));

        Api.admin(organization)
                .header("If-Match", tag)
                .body(body)
                .put(PATH + id)
                .then()
                .statusCode(412);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(published(organization, "user", 2)
                                .path("enabled")
                                .asBoolean(true))
                        .isFalse());
        assertThat(change(organization, "integration.updated", id)
                        .path("after")
                        .path("credential")
                        .asText())
                .isEqualTo("[redacted, changed]");
    }

    @Test
    void shouldChangeNothingUnderAnotherVersion() {
        UUID organization = TestOrganizations.active();
        String id = create(organization, "stale-tool").statusCode(201).extract().path("id");
        String tag = Api.admin(organization).get(PATH + id).header("ETag");
        Api.admin(organization)
                .header("If-Match", tag)
                .post(PATH + id + "/secret")
                .then()
                .statusCode(200);

        Api.admin(organization)
                .header("If-Match", tag)
                .post(PATH + id + "/secret")
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        Api.admin(organization).header("If-Match", tag).delete(PATH + id).then().statusCode(412);
        Api.admin(organization)
                .header("If-Match", "nonsense")
                .delete(PATH + id)
                .then()
                .statusCode(400);
        String now = Api.admin(organization).get(PATH + id).header("ETag");
        Api.admin(organization)
                .header("If-None-Match", now)
                .get(PATH + id)
                .then()
                .statusCode(304)
                .body(equalTo(""));
        Api.admin(organization).header("If-Match", now).delete(PATH + id).then().statusCode(204);
    }

    @Test
    void shouldRotateForEveryRequestOfThoseAtOnceThatNameNoVersion() {
        UUID organization = TestOrganizations.active();
        String path = PATH + integration(organization, "user") + "/secret";

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> Api.admin(organization).post(path).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void shouldTellWhoRotatedWithoutBody() {
        UUID organization = TestOrganizations.active();
        UUID user = UUID.randomUUID();
        String id = integration(organization, "user");

        String secret = RestAssured.given()
                .header("Authorization", "Bearer " + TestTokens.user(user, organization, "ORG_ADMIN"))
                .header("User-Agent", "rotation-test")
                .contentType(ContentType.JSON)
                .post(PATH + id + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        JsonNode change = change(organization, "webhook_secret.created", secret);
        assertThat(change.path("actor").path("id").asText()).isEqualTo(user.toString());
        assertThat(change.path("user_agent").asText()).isEqualTo("rotation-test");
        assertThat(change.path("after").path("ciphertext").asText()).isEqualTo("[redacted]");
    }

    @Test
    void shouldKeepWhatEveryOrganizationHas() {
        UUID organization = TestOrganizations.active();
        String id = integration(organization, "user");

        Api.admin(organization).delete(PATH + id).then().statusCode(409);
    }

    @Test
    void shouldHideIntegrationsFromOtherOrganizations() {
        UUID organization = TestOrganizations.active();
        UUID stranger = TestOrganizations.active();
        String id = integration(organization, "user");
        String body = "{\"name\":\"mine\"}";

        Api.admin(stranger).get(PATH + id).then().statusCode(404);
        Api.admin(stranger).body(body).put(PATH + id).then().statusCode(404);
        Api.admin(stranger).delete(PATH + id).then().statusCode(404);
        Api.admin(stranger).body("{}").post(PATH + id + "/secret").then().statusCode(404);
    }

    private static ValidatableResponse create(UUID organization, String source) {
        return Api.admin(organization)
                .body(Map.of(
                        "name",
                        "Billing",
                        "webhook",
                        Map.of("source", source, "scheme", "generic-hmac", "header", "X-Signature")))
                .post(PATH)
                .then();
    }

    private static String integration(UUID organization, String provider) {
        return Api.provisioned(organization).getString("items.find { it.provider == '" + provider + "' }.id");
    }

    /** The newest state of the source, once there are as many of it as asked for. */
    private JsonNode published(UUID organization, String source, int count) {
        List<ConsumerRecord<String, byte[]>> records = topics.awaitKey(TOPIC, count, organization + "/" + source);
        return Json.parse(records.get(records.size() - 1).value()).path("data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "generic-hmac|'0123456789abcdef\n'|white space or a line break",
                "generic-hmac|' 0123456789abcdef'|white space or a line break",
                "generic-hmac|'0123456789abcdef\u00a0'|white space or a line break",
                "generic-hmac|'01234567\u200b89abcdef'|invisible",
                "generic-hmac|'01234567\t89abcdef'|line break",
                "generic-hmac|'short'|16 to 256",
                "generic-hmac|'aaaaaaaaaaaaaaaaaaaa'|guess",
                "standard-webhooks|'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\n'|white space or a line break",
                "standard-webhooks|'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'|prefix",
                "standard-webhooks|'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc='|private key",
                "github|'ghp_0123456789abcdefghijABCDEFGHIJ012345'|access token",
                "github|'0123456789abcdef\n'|white space or a line break",
                "stripe|'sk_live_0123456789abcdef'|access token",
                "stripe|'0123456789abcdef0123456789abcdef'|whsec_",
                "slack|'xoxb-0123456789-abcdefghij'|access token",
                "slack|'0123456789abcdef'|32 hexadecimal",
                "shopify|'shpat_0123456789abcdef0123456789abcdef'|access token",
                "shopify|'not hexadecimal at all'|hexadecimal",
                "twilio|'AC0123456789abcdef0123456789abcdef'|Auth Token"
            })
    void shouldSayWhatIsWrongWithASecret(String scheme, String secret, String message) {
        UUID organization = TestOrganizations.active();

        Api.admin(organization)
                .body(own(scheme, secret))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("webhook.secret"))
                .body("errors[0].message", containsString(message));
    }

    @ParameterizedTest
    @CsvSource({
        "generic-hmac, a pass phrase with spaces",
        "standard-webhooks, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "standard-webhooks, whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
        "github, It's a Secret to Everybody",
        "stripe, whsec_0123456789abcdef0123456789ABCDEF",
        "slack, 8f742231b10e8888abcd99000fff85a5",
        "shopify, shpss_0123456789abcdef0123456789abcdef",
        "twilio, 12345678901234567890123456789012"
    })
    void shouldTakeASecretOfEachScheme(String scheme, String secret) {
        UUID organization = TestOrganizations.active();

        Response created = Api.admin(organization).body(own(scheme, secret)).post(PATH);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.jsonPath().getString("webhook.scheme")).isEqualTo(scheme);
        Api.admin(organization)
                .body("{}")
                .post(PATH + created.jsonPath().getString("id") + "/secret")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> own(String scheme, String secret) {
        return Map.of(
                "name",
                "Own",
                "webhook",
                Map.of("source", "own-source", "scheme", scheme, "secret", secret, "header", "X-Signature"));
    }

    private static List<String> secrets(UUID organization, String source, JsonNode state) {
        List<String> secrets = new ArrayList<>();
        state.path("secrets")
                .forEach(secret -> secrets.add(new String(
                        TOPIC_BOX.open(secret.path("ciphertext").asText(), organization + "/" + source), UTF_8)));
        return secrets;
    }

    private JsonNode change(UUID organization, String action, String id) {
        return Json.parse(topics.await(
                                "atrium.changes.v1",
                                1,
                                record -> organization.toString().equals(record.key())
                                        && Json.parse(record.value())
                                                .path("data")
                                                .path("action")
                                                .asText()
                                                .equals(action)
                                        && Json.parse(record.value())
                                                .path("data")
                                                .path("resource_id")
                                                .asText()
                                                .equals(id))
                        .get(0)
                        .value())
                .path("data");
    }
}

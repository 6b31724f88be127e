package io.atrium.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.integration.Api;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.HostileText;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of an integration, at every door through which they come. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class TextTest {
    private static final String PATH = "/api/v1/integrations/";

    /** A good text of each field. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("name", "Billing"),
            Map.entry("base_url", "https://api.example.com"),
            Map.entry("credentials.token", "their-token"),
            Map.entry("webhook.source", "billing-tool"),
            Map.entry("webhook.secret", "0123456789abcdef"),
            Map.entry("webhook.header", "X-Signature"),
            Map.entry("webhook.algorithm", "sha512"),
            Map.entry("webhook.encoding", "base64"),
            Map.entry("webhook.prefix", "sha512="),
            Map.entry("webhook.timestamp_header", "X-Timestamp"),
            Map.entry("webhook.event_id", "/id"),
            Map.entry("webhook.entity_id", "/data/object~1id/0"));

    @Test
    void shouldNameTheFieldOfAHostileText() {
        // Given
        UUID organization = TestOrganizations.active();
        String id = own(organization);
        List<String> wrong = new ArrayList<>();

        // When
        GOOD.forEach((field, good) -> hostile(field, good).forEach((what, text) -> {
            Map<String, String> made = new HashMap<>(GOOD);
            made.put("webhook.source", "another-tool");
            made.put(field, text);
            Map<String, String> changed = new HashMap<>(GOOD);
            changed.remove("webhook.secret");
            changed.put(field, text);
            check(field, what, post(organization, made), wrong);
            check(field, what, put(organization, id, changed), wrong);
        }));
        hostile("secret", "0123456789abcdef").forEach((what, text) -> {
            String body = HostileText.json(Map.of("secret", text));
            check("secret", what, Api.admin(organization).body(body).post(PATH + id + "/secret"), wrong);
        });

        // Then
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "~0", "a", "~", "\u00e9/"})
    void shouldRefuseALongPointer(String part) {
        UUID organization = TestOrganizations.active();

        for (String field : List.of("webhook.event_id", "webhook.entity_id")) {
            String pointer = "/" + part.repeat(200_000 / part.length());

            post(organization, with(field, pointer)).then().statusCode(422).body("errors[0].field", equalTo(field));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "refusals", "stream", "batch", "test", "health"})
    void shouldRefuseSourceNamesThatAreKept(String name) {
        UUID organization = TestOrganizations.active();

        post(organization, with("webhook.source", name))
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("webhook.source"))
                .body("errors[0].message", equalTo("is a reserved word"));
    }

    @Test
    void shouldReadBackWhatWasGiven() {
        // Given
        UUID organization = TestOrganizations.active();
        Map<String, String> given = with("name", "\u8acb\u6c42 \u2013 M\u00fcller");
        given.put("webhook.event_id", "/\u8acb\u6c42/m~0n");
        given.put("webhook.prefix", "v1=a b");

        // When
        Response created = post(organization, given);

        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        Response read = Api.admin(organization).get(PATH + created.jsonPath().getString("id"));
        given.forEach((field, text) -> {
            if (!field.equals("webhook.secret") && !field.startsWith("credentials")) {
                assertThat(read.jsonPath().getString(field)).as(field).isEqualTo(text);
            }
        });
        given.put("name", "\u00a0Cafe\u0301 \u2003 Noir\u3000");
        given.put("webhook.prefix", "");
        given.remove("webhook.secret");
        put(organization, created.jsonPath().getString("id"), given)
                .then()
                .statusCode(200)
                .body("name", equalTo("Caf\u00e9 Noir"))
                .body("webhook.prefix", equalTo(""));
    }

    /** A secret is bytes that nobody reads, so it may have as many marks as it likes. */
    private static Map<String, String> hostile(String field, String good) {
        Map<String, String> texts = HostileText.of(good);
        if (field.endsWith("secret")) {
            texts.remove("too many marks");
        }
        return texts;
    }

    private static void check(String field, String what, Response answer, List<String> wrong) {
        boolean named =
                answer.statusCode() == 422 && field.equals(answer.jsonPath().getString("errors[0].field"));
        if (!named) {
            wrong.add(field + ", " + what + ": " + answer.statusCode() + " " + answer.asString());
        }
    }

    private static String own(UUID organization) {
        return post(organization, GOOD).then().statusCode(201).extract().path("id");
    }

    private static Response post(UUID organization, Map<String, String> fields) {
        return Api.admin(organization).body(HostileText.json(nested(fields))).post(PATH);
    }

    private static Response put(UUID organization, String id, Map<String, String> fields) {
        return Api.admin(organization).body(HostileText.json(nested(fields))).put(PATH + id);
    }

    private static Map<String, String> with(String field, String text) {
        Map<String, String> fields = new HashMap<>(GOOD);
        fields.put(field, text);
        return fields;
    }

    /** The body with each text in its place, of the scheme that uses them all. */
    private static Map<String, Object> nested(Map<String, String> fields) {
        Map<String, Object> body = new HashMap<>();
        Map<String, String> webhook = new HashMap<>(Map.of("scheme", "generic-hmac"));
        fields.forEach((field, text) -> {
            if (field.startsWith("webhook.")) {
                webhook.put(field.substring("webhook.".length()), text);
            } else if (field.startsWith("credentials.")) {
                body.put("credentials", Map.of("token", text));
            } else {
                body.put(field, text);
            }
        });
        body.put("webhook", webhook);
        return body;
    }
}

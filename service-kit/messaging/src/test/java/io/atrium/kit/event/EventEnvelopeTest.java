package io.atrium.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.kit.wire.testing.CollidingNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEnvelopeTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final UUID ORGANIZATION = UUID.fromString("0197a000-0000-7000-8000-000000000001");

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        JsonNode data = JSON.readTree("{\"name\":\"Zoë\",\"list\":[1,null,true]}");
        EventEnvelope event = EventEnvelope.json(
                        "id-1", "/identity-service", "io.atrium.user.updated", "u-1", TIME, ORGANIZATION, data)
                .withExtension("webhooksource", "user")
                .withExtension("entityid", null);

        EventEnvelope read = EventEnvelope.parse(event.toBytes());

        assertThat(read).isEqualTo(event);
        assertThat(read.extension("webhooksource")).isEqualTo("user");
        assertThat(read.extension("entityid")).isNull();
    }

    @Test
    void shouldReadANameWhoseHashAnotherEventHas() throws Exception {
        // Given
        for (Collection<String> names : CollidingNames.attack("password")) {
            EventEnvelope.parse(
                    event(JSON.readTree(CollidingNames.object(names))).toBytes());
        }
        EventEnvelope event = event(JSON.createObjectNode().put("password", "[redacted]"));

        // When
        EventEnvelope read = EventEnvelope.parse(event.toBytes());

        // Then
        assertThat(read).isEqualTo(event);
    }

    private static EventEnvelope event(JsonNode data) {
        return EventEnvelope.json(
                "id-1", "/identity-service", "io.atrium.user.updated", "u-1", TIME, ORGANIZATION, data);
    }

    @Test
    void shouldWriteStructuredCloudEvents() throws Exception {
        byte[] bytes = EventEnvelope.json(
                        "id-1",
                        "/s",
                        "t",
                        null,
                        TIME,
                        ORGANIZATION,
                        JSON.createObjectNode().put("a", 1))
                .toBytes();

        JsonNode json = JSON.readTree(bytes);
        assertThat(json.path("specversion").asText()).isEqualTo("1.0");
        assertThat(json.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(json.path("organizationid").asText()).isEqualTo(ORGANIZATION.toString());
        assertThat(json.path("time").asText()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(json.path("data").path("a").asInt()).isEqualTo(1);
        assertThat(json.has("subject")).isFalse();
    }

    @Test
    void shouldCarryBytesAsTheyCame() throws Exception {
        byte[] body = "{\"a\": 1}\r\n\u0000".getBytes(StandardCharsets.UTF_8);
        EventEnvelope event =
                EventEnvelope.raw("id-1", "/webhooks/user", "t", null, TIME, null, "application/json", body);

        EventEnvelope read = EventEnvelope.parse(event.toBytes());

        assertThat(read.rawData()).isEqualTo(body);
        assertThat(read.data()).isNull();
        assertThat(read.contentType()).isEqualTo("application/json");
        assertThat(read.organizationId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"data\":{\"a\":[1.50,null,{}]},\"organizationid\":\"0197A000-0000-7000-8000-000000000001\"",
                "\"data_base64\":\"AAEC\",\"webhooksource\":\"user\",\"subject\":\"s\"",
                "\"data\":[1]",
                "\"data\":null",
                "\"data\":\"text\"",
                "\"number\":1,\"truth\":true",
                "\"dataschema\":\"https://example.com/schema\"",
                "\"subject\":null",
                "\"type\":\"another\"",
            })
    void shouldReadAlikeWhateverReadsIt(String rest) throws Exception {
        byte[] bytes = envelope(rest);

        EventEnvelope read = EventEnvelope.parse(bytes);

        assertThat(read).usingRecursiveComparison().isEqualTo(StructuredJson.readAny(bytes));
    }

    @Test
    void shouldReadPlainEventsInOnePass() {
        EventEnvelope event =
                EventEnvelope.raw("id-1", "/webhooks/user", "t", "s", TIME, ORGANIZATION, "text/plain", new byte[] {1});

        assertThat(PlainEvent.read(JSON, event.withExtension("entityid", "é").toBytes()))
                .isNotNull();
        assertThat(PlainEvent.read(JSON, envelope("\"data\":{},\"datacontenttype\":\"text/plain\"")))
                .isNull();
        assertThat(PlainEvent.read(JSON, envelope("\"data\":{},\"data_base64\":\"AAEC\"")))
                .isNull();
        assertThat(PlainEvent.read(JSON, envelope("\"Extension\":\"x\""))).isNull();
    }

    @Test
    void shouldKeepEveryDigit() throws Exception {
        String numbers = "{\"a\":12345678901234567890.12345678901234567890,\"b\":9007199254740993,\"c\":1.50}";
        byte[] bytes = envelope("\"data\":" + numbers);

        byte[] again = EventEnvelope.parse(bytes).toBytes();

        assertThat(new String(again, StandardCharsets.UTF_8)).contains(numbers);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing          |                                                                    | malformed
            no JSON          | hello                                                              | malformed
            half             | {"specversion":"1.0"                                               | malformed
            JSON null        | null                                                               | malformed
            a list           | []                                                                 | malformed
            a string         | "x"                                                                | malformed
            no version       | {"id":"1","source":"/s","type":"t","time":"2026-01-02T03:04:05Z"}  | malformed
            another version  | {"specversion":"9.0","id":"1","source":"/s","type":"t"}            | malformed
            no id            | {"specversion":"1.0","source":"/s","type":"t","time":"2026-01-02T03:04:05Z"} | malformed
            no type          | {"specversion":"1.0","id":"1","source":"/s","time":"2026-01-02T03:04:05Z"} | malformed
            no time          | {"specversion":"1.0","id":"1","source":"/s","type":"t"}            | malformed
            no such time     | {"specversion":"1.0","id":"1","source":"/s","type":"t","time":"now"} | malformed
            id no string     | {"specversion":"1.0","id":{},"source":"/s","type":"t","time":"2026-01-02T03:04:05Z"} | malformed
            bad base64       | {"specversion":"1.0","id":"1","source":"/s","type":"t","time":"2026-01-02T03:04:05Z","data_base64":"%"} | malformed
            tenant no UUID   | {"specversion":"1.0","id":"1","source":"/s","type":"t","time":"2026-01-02T03:04:05Z","organizationid":"1-1-1-1-1"} | tenant_invalid
            """)
    void shouldSayWhyARecordIsNoEvent(String name, String value, String code) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);

        UnreadableEventException failure =
                catchThrowableOfType(UnreadableEventException.class, () -> EventEnvelope.parse(bytes));

        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void shouldSayThatATombstoneIsNoEvent() {
        assertThat(catchThrowableOfType(UnreadableEventException.class, () -> EventEnvelope.parse(null))
                        .code())
                .isEqualTo("malformed");
    }

    @Test
    void shouldSayWhatAnEventLacks() throws Exception {
        EventEnvelope event = EventEnvelope.parse(envelope("\"data\":[1]"));

        assertThat(catchThrowableOfType(UnreadableEventException.class, event::requireOrganization)
                        .code())
                .isEqualTo("tenant_missing");
        assertThat(catchThrowableOfType(UnreadableEventException.class, event::requireData)
                        .code())
                .isEqualTo("malformed");
        assertThat(catchThrowableOfType(UnreadableEventException.class, () -> event.requireType("other"))
                        .code())
                .isEqualTo("schema_unknown");
    }

    @Test
    void shouldRefuseNestingWithoutEnd() {
        byte[] bytes = envelope("\"data\":" + "[".repeat(20_000) + "]".repeat(20_000));

        assertThat(catchThrowableOfType(UnreadableEventException.class, () -> EventEnvelope.parse(bytes))
                        .code())
                .isEqualTo("malformed");
    }

    private static byte[] envelope(String rest) {
        return ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                        + "\"time\":\"2026-01-02T03:04:05Z\",\"datacontenttype\":\"application/json\"," + rest + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}

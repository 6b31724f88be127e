package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedDocumentTest {

    private static final String FIRST = """
            {"openapi": "3.1.0", "info": {"license": {"name": "A"}, "version": "1"}, "servers": [{"url": "http://a"}],
             "tags": [{"name": "Users"}], "paths": {"/users": {"get": {"operationId": "listUsers"}}},
             "components": {"schemas": {"UUID": {"type": "string"}, "User": {"type": "object"}}}}""";
    private static final String SECOND = """
            {"tags": [{"name": "Audit"}], "paths": {"/events": {"get": {"operationId": "listEvents"}}},
             "components": {"schemas": {"UUID": {"type": "string"}, "Event": {"type": "object"}}}}""";

    @Test
    void shouldHoldWhatEachServiceHas() {
        JsonNode merged = merged(FIRST, SECOND);

        assertThat(merged.path("paths").fieldNames()).toIterable().containsExactly("/events", "/users");
        assertThat(merged.at("/components/schemas").fieldNames()).toIterable().containsExactly("Event", "UUID", "User");
        assertThat(merged.path("tags").findValuesAsText("name")).containsExactly("Audit", "Users");
        assertThat(merged.at("/servers/0/url").asText()).isEqualTo("http://a");
    }

    @Test
    void shouldRefuseOneNameForTwoThings() {
        assertThatThrownBy(() -> merged(FIRST, SECOND.replace("\"UUID\": {\"type\": \"string\"}", "\"UUID\": {}")))
                .hasMessageContaining("UUID");
        assertThatThrownBy(() -> merged(FIRST, SECOND.replace("/events", "/users")))
                .hasMessageContaining("/users");
        assertThatThrownBy(() -> merged(FIRST, SECOND.replace("listEvents", "listUsers")))
                .hasMessageContaining("listUsers");
    }

    @Test
    void shouldWriteTextThatReadsBackTheSame() {
        JsonNode document = DocumentYaml.read(
                "{\"a\": \"2026-01-01T00:00:00Z\", \"b\": \"12:30\", \"c\": \"no\", \"d\": \"1\","
                        + " \"e\": 1, \"f\": \"two\\nlines\", \"g\": \"a: b #c\", \"h\": null, \"i\": \"null\", \"j\": \"~\"}");

        assertThat(DocumentYaml.read(DocumentYaml.write(document))).isEqualTo(document);
        assertThat(DocumentYaml.write(document)).contains("a: \"2026-01-01T00:00:00Z\"", "b: \"12:30\"", "d: \"1\"");
    }

    private static JsonNode merged(String first, String second) {
        return MergedDocument.of(Map.of("a", DocumentYaml.read(first), "b", DocumentYaml.read(second)));
    }
}

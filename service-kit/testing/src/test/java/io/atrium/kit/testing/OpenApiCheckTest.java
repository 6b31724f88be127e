package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiCheckTest {

    private static final String COMPLETE = """
            {"servers": [{"url": "http://localhost:8000", "description": "Here"}],
             "paths": {"/api/v1/things/{id}": {"get": {
                "summary": "Read a thing", "description": "By its id.", "operationId": "read", "tags": ["Things"], "security": [{"bearer": []}],
                "responses": {
                    "200": {"content": {"application/json": {
                        "schema": {"$ref": "#/components/schemas/Thing"}, "example": {"created_at": "now"}}}},
                    "404": {"content": {"application/problem+json": {"schema": {}}}}}}}},
             "components": {"schemas": {"Thing": {"properties": {"created_at": {"type": "string"}}}}}}""";

    @Test
    void shouldTakeACompleteDocument() {
        assertThat(violations(COMPLETE)).isEmpty();
    }

    @Test
    void shouldNameWhatFallsShort() {
        assertThat(violations(COMPLETE.replace("created_at", "createdAt")))
                .containsExactly("schema Thing: createdAt is not in snake_case");
        assertThat(violations(COMPLETE.replace("\"Thing\": {", "\"JsonNode\": {")))
                .containsExactly("schema JsonNode: the library's own type, not a shape");
        assertThat(violations(COMPLETE.replace("\"summary\": \"Read a thing\",", "")))
                .containsExactly("get /api/v1/things/{id}: no summary");
        assertThat(violations(COMPLETE.replace("[{\"bearer\": []}]", "null")))
                .containsExactly("get /api/v1/things/{id}: nothing on the token it asks for");
        assertThat(violations(COMPLETE.replace("application/problem+json", "text/plain")))
                .containsExactly("get /api/v1/things/{id}: no schema for 404");
        assertThat(violations(COMPLETE.replace("\"200\"", "\"300\"")))
                .containsExactly("get /api/v1/things/{id}: no success");
        assertThat(violations(COMPLETE.replace("/api/v1/things", "/internal/things")))
                .containsExactly("get /internal/things/{id}: internal");
    }

    @Test
    void shouldNameWhatMakesPoorClients() {
        assertThat(violations(COMPLETE.replace("\"description\": \"By its id.\",", "")))
                .containsExactly("get /api/v1/things/{id}: no description");
        assertThat(violations(COMPLETE.replace("[{\"bearer\": []}]", "[{\"bearer\": [\"USER\"]}]")))
                .containsExactly("get /api/v1/things/{id}: roles as scopes");
        assertThat(violations(COMPLETE.replace(", \"example\": {\"created_at\": \"now\"}", "")))
                .containsExactly("get /api/v1/things/{id} 200: no example of application/json");
        assertThat(violations(COMPLETE.replace("\"type\": \"string\"", "\"pattern\": \"a++\"")))
                .singleElement()
                .asString()
                .startsWith("pattern a++: has a quantifier after a quantifier");
        assertThat(violations(COMPLETE.replace("\"servers\"", "\"others\"")))
                .containsExactly("servers: not the public address alone");
    }

    @Test
    void shouldNameWhatLosesUpdates() {
        String tagged = COMPLETE.replace("\"200\": {", "\"200\": {\"headers\": {\"ETag\": {}}, ");
        String change = tagged.replace("\"get\"", "\"put\"");
        String ifMatch = "\"parameters\": [{\"in\": \"header\", \"name\": \"If-Match\"}], \"responses\": {";

        assertThat(violations(tagged))
                .containsExactly("get /api/v1/things/{id}: an ETag without If-None-Match and 304");
        assertThat(violations(change))
                .containsExactly("put /api/v1/things/{id}: a change of what has an ETag without If-Match");
        assertThat(violations(change.replace("\"responses\": {", ifMatch))).isEmpty();
    }

    private static List<String> violations(String document) {
        try {
            return new OpenApiCheck(new ObjectMapper().readTree(document)).violations();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

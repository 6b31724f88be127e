package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiCheckTest {

    private static final String COMPLETE = """
            {"paths": {"/api/v1/things/{id}": {"get": {
                "summary": "Read a thing", "operationId": "read", "tags": ["Things"], "security": [{"bearer": []}],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
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

    private static List<String> violations(String document) {
        try {
            return new OpenApiCheck(new ObjectMapper().readTree(document)).violations();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

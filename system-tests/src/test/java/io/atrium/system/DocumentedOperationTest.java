package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentedOperationTest {

    private static final String DOCUMENT = """
            {"paths": {"/notes/{id}": {"get": {"responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
                "204": {"description": "None"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "default": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}}}}},
             "components": {"responses": {"NotFound": {"content": {"application/problem+json": {
                "schema": {"type": "object", "required": ["code"]}}}}}, "schemas": {"Note": {"type": "object", "required": ["id"], "properties": {
                "id": {"type": "string"},
                "text": {"type": ["string", "null"]},
                "written_at": {"type": "string", "format": "date-time"}}}}}}""";

    private final DocumentedOperation operation = operation();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | {\"id\": \"1\", \"text\": null, \"written_at\": \"2026-01-01T00:00:00Z\"}",
                "200 | application/json;charset=UTF-8 | {\"id\": \"1\"}",
                "204 | '' | ''",
                "404 | application/problem+json | {\"code\": \"NOT_FOUND\"}",
                "503 | application/problem+json | {}"
            })
    void shouldFindNoFaultInADocumentedReply(int status, String type, String body) {
        assertThat(operation.faults(status, type, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | application/problem+json | {} | the status is not documented",
                "404 | application/problem+json | {} | : required property 'code' not found",
                "200 | text/plain | note | the content type text/plain is not documented",
                "200 | application/json | '' | documented with a body, and came without",
                "204 | application/json | {} | the content type application/json is not documented",
                "200 | application/json | {\"id\": | the body is no JSON",
                "200 | application/json | {\"text\": \"a\"} | : required property 'id' not found",
                "200 | application/json | {\"id\": 1} | /id: integer found, string expected",
                "200 | application/json | {\"id\": \"1\", \"more\": 1} | property 'more' is not defined",
                "200 | application/json | {\"id\": \"1\", \"written_at\": \"today\"} | date-time"
            })
    void shouldTellWhatTheDocumentDoesNotHave(int status, String type, String body, String fault) {
        assertThat(operation.faults(status, type, body))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @Test
    void shouldMatchItsPathAndMethodAlone() {
        assertThat(operation.matches("GET", "/notes/1")).isTrue();
        assertThat(List.of(
                        operation.matches("POST", "/notes/1"),
                        operation.matches("GET", "/notes"),
                        operation.matches("GET", "/notes/1/lines")))
                .containsOnly(false);
    }

    private static DocumentedOperation operation() {
        try {
            return DocumentedOperation.all(new ObjectMapper().readTree(DOCUMENT))
                    .get(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

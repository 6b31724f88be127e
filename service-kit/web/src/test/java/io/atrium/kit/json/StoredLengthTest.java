package io.atrium.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredLengthTest {

    private static final JsonMapper MAPPER = JsonParsers.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[1,-1,0,123456789012345678901234567890,-2147483649]",
                "[1e499,-1e499,1.5e3,1.50,-0.001,1e-7,0.0,-0.0,0e400,0e-400,12.34e1,1e0]",
                "{\"a\":null,\"b\":[true,false,\"\"],\"c\":{\"d\":{}}}",
                "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\\u007f\"",
                "{\"\u00e9\u20ac\uD83D\uDE00\":\"\u00e9\u20ac\uD83D\uDE00\"}"
            })
    void shouldBeTheLengthOfTheTextWithNumbersWrittenOut(String json) throws JsonProcessingException {
        // Given
        JsonNode value = MAPPER.readTree(json);

        // When
        long length = StoredLength.of(value);

        // Then
        assertThat(length).isEqualTo(MAPPER.writeValueAsString(value).getBytes(UTF_8).length);
    }

    @Test
    void shouldMeasureANumberWithoutWritingIt() throws JsonProcessingException {
        // Given
        JsonNode value = MAPPER.readTree("[1e2147483647,1e-2147483647]");

        // When
        long length = StoredLength.of(value);

        // Then
        assertThat(length).isEqualTo(3 + 2147483648L + 2 + 2147483647L);
    }
}

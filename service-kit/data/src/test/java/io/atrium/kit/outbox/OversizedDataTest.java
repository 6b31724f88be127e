package io.atrium.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OversizedDataTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldPutDigestAndSizeInPlaceOfTheBodies() throws Exception {
        String data = "{\"action\":\"note.created\",\"before\":null,\"after\":{\"text\":\"" + "x".repeat(1000) + "\"}}";

        JsonNode shortened = OversizedData.shorten(json.readTree(data));

        assertThat(shortened.at("/action").asText()).isEqualTo("note.created");
        assertThat(shortened.at("/before").isNull()).isTrue();
        assertThat(shortened.at("/after/truncated").asBoolean()).isTrue();
        assertThat(shortened.at("/after/bytes").asInt()).isEqualTo(1011);
        assertThat(shortened.at("/after/sha256").asText()).hasSize(64);
    }
}

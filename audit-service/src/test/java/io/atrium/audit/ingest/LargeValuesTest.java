package io.atrium.audit.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeValuesTest {
    private static final byte[] EVENT = {1, 2, 3};

    @Test
    void shouldKeepWhatIsSmall() throws Exception {
        JsonNode after = data("{\"x\":[" + "{},".repeat(19_000) + "1e131000]}");

        LargeValues values = LargeValues.of(EVENT, null, after, null);

        assertThat(values.after()).isSameAs(after);
        assertThat(values.before()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "digits", "fraction"})
    void shouldKeepADigestOfWhatCostsTooMuch(String kind) throws Exception {
        JsonNode after = data(
                switch (kind) {
                    case "many" -> "{\"x\":[" + "{},".repeat(20_001) + "0]}";
                    case "digits" -> "{\"x\":[[" + "9".repeat(2_000) + "]]}";
                    default -> "{\"x\":0." + "1".repeat(2_000) + "}";
                });
        JsonNode before = data("{}");

        LargeValues values = LargeValues.of(EVENT, before, after, null);

        assertThat(values.after()).hasToString(String.valueOf(values.before()));
        JsonNode kept = requireNonNull(values.after());
        assertThat(kept.path("event_bytes").asInt()).isEqualTo(3);
        assertThat(kept.path("event_sha256").asText())
                .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        assertThat(values.detail()).isNull();
    }

    /** As the topic brings it. */
    private static JsonNode data(String json) throws UnreadableEventException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/test\",\"type\":\"test\",\"time\":\"2026-01-31T09:30:00Z\",\"data\":"
                        + json + "}";
        return EventEnvelope.parse(event.getBytes(StandardCharsets.UTF_8)).requireData();
    }
}

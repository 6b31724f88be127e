package io.atrium.webhook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.wire.testing.CollidingNames;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyPointerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/id | {\"id\":\"a\"} | a",
                "/id | {\"x\":{\"id\":\"no\"},\"y\":[{\"id\":\"no\"}],\"id\":42} | 42",
                "/data/id | {\"id\":\"no\",\"data\":{\"id\":\"yes\"}} | yes",
                "/data/items/1/id | {\"data\":{\"items\":[{\"id\":\"0\"},{\"id\":\"1\"}]}} | 1",
                "/a~1b/c~0d | {\"a/b\":{\"c~d\":\"x\"}} | x",
                "/0 | [\"first\"] | first",
                "/id | {\"id\":\"\\u00e9\\\"\"} | é\"",
                "/id | {\"id\":\"found\",broken | found"
            })
    void shouldFindStringsAndNumbers(String pointer, String body, String expected) {
        assertThat(read(pointer, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not json",
                "{",
                "[]",
                "{\"data\":null}",
                "{\"data\":{\"id\":null}}",
                "{\"data\":{\"id\":{}}}",
                "{\"data\":{\"id\":true}}",
                "{\"data\":{\"id\":\"\"}}",
                "{\"data\":[1,2]}",
                "\"data\"",
                "a=b&c=d"
            })
    void shouldFindNothing(String body) {
        assertThat(read("/data/id", body)).isNull();
    }

    @Test
    void shouldSurviveDeepNestingAndBytesThatAreNoText() {
        assertThat(read("/data/id", "[".repeat(500_000))).isNull();
        assertThat(read("/data/id", "{\"a\":".repeat(100_000))).isNull();
        assertThat(BodyPointer.of("/id").read(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0x7b}))
                .isNull();
    }

    @Test
    void shouldFindANameWhoseHashAnotherBodyHas() {
        // Given
        CollidingNames.attack("event_id").forEach(names -> read("/none", CollidingNames.object(names)));

        // When
        String found = read("/event_id", "{\"customer\":\"c1\",\"event_id\":\"e-1\"}");

        // Then
        assertThat(found).isEqualTo("e-1");
    }

    @Test
    void shouldRefuseWhatIsNoPointer() {
        assertThatThrownBy(() -> BodyPointer.of("data.id")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BodyPointer.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static @org.jspecify.annotations.Nullable String read(String pointer, String body) {
        return BodyPointer.of(pointer).read(body.getBytes(StandardCharsets.UTF_8));
    }
}

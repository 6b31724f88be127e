package io.atrium.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDepthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                   | 0
            {}                  | 1
            {"a": [1, {}], "b": []} | 3
            "[[["               | 0
            ["\\"[[", "\\\\"]   | 1
            """)
    void shouldCountWhatIsOpenAtOnce(String json, int depth) {
        assertThat(JsonDepth.of(json)).isEqualTo(depth);
    }
}

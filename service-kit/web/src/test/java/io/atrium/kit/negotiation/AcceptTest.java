package io.atrium.kit.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
    private static final MediaType TEXT = new MediaType("text", "plain", Map.of());
    private static final List<MediaType> OFFERED = List.of(MediaType.JSON, TEXT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                            | application/json
            */*                                           | application/json
            text/plain                                    | text/plain
            text/*                                        | text/plain
            application/json;q=0.1, text/plain;q=0.2      | text/plain
            */*;q=0.9, application/json;q=0.1             | text/plain
            text/*, */*;q=0.1                             | text/plain
            text/html, image/gif, *;q=.2, */*;q=.2        | application/json
            a/b;x="text/plain,", text/plain               | text/plain
            TEXT/PLAIN                                    | text/plain
            """)
    void shouldFindTheBest(String header, String best) {
        assertThat(Accept.of(List.of(header)).best(OFFERED))
                .map(MediaType::essence)
                .hasValue(best);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html
            application/json;q=0, text/plain;q=0.000
            */*;q=0
            application/json;q=2
            application/json;q=-1
            application/json;q=1e0
            nonsense
            """)
    void shouldFindNone(String header) {
        assertThat(Accept.of(List.of(header)).best(OFFERED)).isEmpty();
    }

    @Test
    void shouldReadEveryLineUpToABound() {
        assertThat(Accept.of(List.of("text/html", "text/plain")).best(OFFERED)).hasValue(TEXT);
        assertThat(Accept.of(List.of("a/b,".repeat(100) + "text/plain")).best(OFFERED))
                .isEmpty();
        assertThat(Accept.of(List.of()).best(OFFERED)).hasValue(MediaType.JSON);
    }
}

package io.atrium.kit.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-8",
                "application/json ; charset=utf-8",
                "APPLICATION/JSON;Charset=\"utf-8\"",
                "application/json;charset=\"ut\\f-8\";",
                "application/json;; charset=utf-8\t"
            })
    void shouldReadWhatTheGrammarAllows(String text) {
        assertThat(MediaType.parse(text)).hasValue(new MediaType("application", "json", Map.of("charset", "utf-8")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "/json",
                "application/",
                "application / json",
                "application/json, text/plain",
                "application/json charset=utf-8",
                "application/json;charset",
                "application/json;charset=",
                "application/json;charset =utf-8",
                "application/json;charset=\"utf-8",
                "application/json;charset=utf-8;CHARSET=utf-16",
                "application/json;a=\"\u0001\"",
                "*/json"
            })
    void shouldRefuseWhatItDoesNot(String text) {
        assertThat(MediaType.parse(text)).isEmpty();
    }

    @Test
    void shouldKnowRangesAndJson() {
        assertThat(List.of("*/*", "application/*", "application/json", "application/problem+json", "text/plain"))
                .map(text -> MediaType.parse(text).orElseThrow())
                .satisfiesExactly(
                        any -> assertThat(any.isConcrete()).isFalse(),
                        range -> assertThat(range.includes(MediaType.JSON)).isTrue(),
                        json -> assertThat(json.isJson()).isTrue(),
                        problem -> assertThat(problem.isJson()).isTrue(),
                        text -> assertThat(text.isJson()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "json", "application/json;charset=utf-16"})
    void shouldNotTakeThemForTheTypeOfABody(String text) {
        assertThatThrownBy(() -> ContentTypes.of(List.of(text))).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldTakeOneTypeOrNone() {
        assertThat(ContentTypes.of(List.of())).isEmpty();
        assertThatThrownBy(() -> ContentTypes.of(List.of("application/json", "application/json")))
                .isInstanceOf(ProblemException.class);
    }
}

package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternsTest {

    private static final Pattern IN_DOCUMENT = Pattern.compile("(?m)^\\s*pattern: (['\"]?)(.+)\\1$");

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "a*a*b", "(.{1,8}?)\\1+.{0,2}x", "([a-z]+\\.?)+@", "\\s+$", "[^a]+[^b]*c"})
    void shouldFindPatternsThatBacktrack(String expression) {
        assertThat(LinearPatterns.isLinear(Pattern.compile(expression), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z][a-z0-9-]{1,62}",
                "[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+",
                "(?i)(application/)?at\\+jwt",
                "[0-9a-f]{8}-[0-9a-f]{4}",
                "^[!-~]+$"
            })
    void shouldTakePatternsThatGoOverTheTextOnce(String expression) {
        assertThat(LinearPatterns.isLinear(Pattern.compile(expression), false)).isTrue();
    }

    @Test
    void shouldFindNoPatternInTheDocumentsThatBacktracks() {
        Map<String, Pattern> patterns = new TreeMap<>();
        IN_DOCUMENT.matcher(OpenApiDocuments.committed()).results().forEach(found -> {
            String expression = found.group(2).replace("\\\\", "\\");
            patterns.put(expression, Pattern.compile(expression));
        });

        assertThat(patterns).hasSizeGreaterThan(3);
        assertThat(LinearPatterns.faults(patterns, false)).isEmpty();
    }
}

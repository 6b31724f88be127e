package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\\S",
                "^[^\\x00]*$",
                "^[a-z][a-z0-9-]{1,62}$",
                "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
                "^(?:a|b)+?(?=c)(?<!d)$",
                "^\\p{L}[\\p{Script=Greek}\\u{1F600}]*\\/$",
                "^\"[a-z-]+\";q=[0-9]+(, \"[a-z-]+\";q=[0-9]+)*$",
                "^Bearer "
            })
    void shouldTakeWhatEcma262Knows(String pattern) {
        assertThat(EcmaPattern.fault(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a++",
                "a*+",
                "[a-z]?+",
                "a{1,2}+",
                "a**",
                "\\Aa",
                "a\\z",
                "a\\Z",
                "\\Qa\\E",
                "(?i)a",
                "(?i:a)",
                "(?>a)",
                "\\p{IsLatin}",
                "\\p{Alnum}",
                "\\p{javaLowerCase}",
                "[a-z&&[^b]]",
                "\\h",
                "(a",
                "a)",
                "[a",
                "a\\",
                "\\01",
                "{2}",
                "a{x}",
                "+a",
                "\\a"
            })
    void shouldRefuseWhatOnlyJavaKnows(String pattern) {
        assertThat(EcmaPattern.fault(pattern)).isPresent();
    }
}

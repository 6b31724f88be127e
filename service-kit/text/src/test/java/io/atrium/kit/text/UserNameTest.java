package io.atrium.kit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

    @ParameterizedTest
    @CsvSource({
        "Ada, Ada, ada",
        "ada+x@example.com, ada+x@example.com, ada+x@example.com",
        "\uFF21\uFF44\uFF41, Ada, ada",
        "Jose\u0301, Jos\u00E9, jos\u00E9",
        "\u5C71\u7530, \u5C71\u7530, \u5C71\u7530",
        "\u0418\u0432\u0430\u043D, \u0418\u0432\u0430\u043D, \u0438\u0432\u0430\u043D",
        "\u05D3\u05D5\u05D3, \u05D3\u05D5\u05D3, \u05D3\u05D5\u05D3",
        "stra\u00DFe, stra\u00DFe, stra\u00DFe",
        "\u0915\u094D\u200D\u0937, \u0915\u094D\u200D\u0937, \u0915\u094D\u200D\u0937"
    })
    void shouldMapAsPrecisDoes(String raw, String value, String mapped) {
        assertThat(UserName.of(raw)).isEqualTo(new UserName(value, mapped));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "-ada",
                "ada lovelace",
                "ada!",
                "ad\u0430",
                "\u03B1da",
                "ada\u200D",
                "a\u200Bda",
                "\u2163x",
                "\u00B2da",
                "\uFB01x",
                "ada\uD83D\uDE42",
                "a\u05D0",
                "\u0661a",
                "\u06271\u0661",
                "\u0640\u0627\u0627"
            })
    void shouldRefuseWhatIsNoUserName(String raw) {
        assertThatThrownBy(() -> UserName.of(raw)).isInstanceOf(TextRefusedException.class);
    }
}

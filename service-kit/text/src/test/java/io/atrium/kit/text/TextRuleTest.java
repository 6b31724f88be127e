package io.atrium.kit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

    /** What does not show, is not assigned or is no character, wherever it stands in a text. */
    private static final List<String> UNSEEN = List.of(
            "\u0000",
            "\u0007",
            "\u007F",
            "\u0085x\u009B",
            "\u00AD",
            "\u034F",
            "\u061C",
            "\u115F",
            "\u180E",
            "\u200B",
            "\u200E",
            "\u2028",
            "\u202E",
            "\u2060",
            "\u2066",
            "\u2800",
            "\u3164",
            "\uFEFF",
            "\uFFA0",
            "\uFFFC",
            "\uD800",
            "\uDC00",
            "\uE000",
            "\uFDD0",
            "\u0378",
            "\uFFFF",
            "\uDB40\uDC41",
            "\uDB40\uDD00",
            "\uDBFF\uDFFD",
            "\uFE0F",
            "\u200D");

    private static final List<TextRule> PEOPLES = List.of(
            TextRule.PERSON_NAME,
            TextRule.DISPLAY_NAME,
            TextRule.FREE_TEXT,
            TextRule.EMAIL,
            TextRule.DOMAIN,
            TextRule.SUBDOMAIN,
            TextRule.USER_NAME,
            TextRule.PASSWORD);

    static Stream<Arguments> unseen() {
        return PEOPLES.stream().flatMap(rule -> UNSEEN.stream().map(text -> Arguments.of(rule, text)));
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void shouldRefuseWhatDoesNotShow(TextRule rule, String unseen) {
        String plain = sample(rule);

        assertThat(canonical(rule, plain)).isPresent();
        assertThat(canonical(rule, plain.charAt(0) + unseen + plain.substring(1)))
                .as("inside")
                .isEmpty();
        assertThat(canonical(rule, unseen)).as("alone").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = TextRule.class,
            names = {"PERSON_NAME", "DISPLAY_NAME", "FREE_TEXT", "EMAIL", "DOMAIN", "SUBDOMAIN", "USER_NAME"})
    void shouldRefuseWhatIsBlank(TextRule rule) {
        assertThat(Stream.of("", " ", "\u00A0", "\u2003", "\u3000", "\u2003\u2028\t", "\u1680")
                        .map(blank -> canonical(rule, blank)))
                .allSatisfy(read -> assertThat(read).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = TextRule.class,
            names = {"PERSON_NAME", "DISPLAY_NAME", "FREE_TEXT", "EMAIL", "DOMAIN", "SUBDOMAIN", "USER_NAME"})
    void shouldStripWhiteSpaceOfAllUnicode(TextRule rule) {
        String plain = sample(rule);

        assertThat(canonical(rule, "\u00A0\u2003 " + plain + "\t\u3000")).contains(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0141ukasz",
                "O\u2019Brien",
                "O'Brien",
                "Nguy\u1EC5n",
                "\u5C71\u7530",
                "\u0645\u062D\u0645\u062F",
                "\u05D3\u05D5\u05D3",
                "Jean-Luc",
                "X \u00C6 A-12",
                "\u0915\u094D\u200D\u0937",
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3",
                "\u0646\u0627\u0645\u0647\u200C\u0627\u06CC",
                "\u845B\uDB40\uDD00",
                "\uD842\uDFB7\u91CE",
                "Zo\u00EB",
                "\u0E19\u0E49\u0E33",
                "Mar\u00EDa del Carmen",
                "D\u2019Angelo \uD83D\uDE42",
                "\u2764\uFE0F"
            })
    void shouldTakeNamesOfPeople(String name) {
        assertThat(canonical(TextRule.PERSON_NAME, name)).contains(name);
    }

    @Test
    void shouldMakeTheSpellingsOfANameOne() {
        assertThat(canonical(TextRule.PERSON_NAME, "Zoe\u0308")).contains("Zo\u00EB");
        assertThat(canonical(TextRule.PERSON_NAME, " Ada \u00A0 Lovelace ")).contains("Ada Lovelace");
        assertThat(canonical(TextRule.FREE_TEXT, "one\r\ntwo\rthree\n\tfour ")).contains("one\ntwo\nthree\n\tfour");
    }

    @Test
    void shouldRefuseStacksOfMarks() {
        assertThat(canonical(TextRule.PERSON_NAME, "q" + "\u0323".repeat(8))).isPresent();
        assertThat(canonical(TextRule.PERSON_NAME, "q" + "\u0323".repeat(9))).isEmpty();
        assertThat(canonical(TextRule.PERSON_NAME, "\u0323q")).isEmpty();
        assertThat(canonical(TextRule.FREE_TEXT, "q" + "\u0323\u0301".repeat(500)))
                .isEmpty();
    }

    @Test
    void shouldRefuseALineBreakInAName() {
        assertThat(canonical(TextRule.DISPLAY_NAME, "one\ntwo")).isEmpty();
        assertThat(canonical(TextRule.DISPLAY_NAME, "one\ttwo")).isEmpty();
    }

    @Test
    void shouldCountCodePoints() {
        assertThat(canonical(TextRule.PERSON_NAME, "\uD842\uDFB7".repeat(100))).isPresent();
        assertThat(canonical(TextRule.PERSON_NAME, "\uD842\uDFB7".repeat(101))).isEmpty();
        assertThat(canonical(TextRule.PERSON_NAME, "e\u0301".repeat(100))).isPresent();
        assertThat(canonical(TextRule.PERSON_NAME, "x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void shouldKeepWhatIsPresented() {
        String presented = " \u00C5ngstr\u00F6m\u200B ";

        assertThat(canonical(TextRule.PRESENTED, presented)).contains(presented);
    }

    @Test
    void shouldTellWhichCharacterIsRefusedAndRepeatNothing() {
        assertThatThrownBy(() -> TextRule.PERSON_NAME.canonical("secret\u200B", 0))
                .isInstanceOf(TextRefusedException.class)
                .hasMessage("must not have the character U+200B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://b\u00FCcher.example/x", "https://xn--bcher-kva.example/x"})
    void shouldCallTheHostOfAUrlInALabels(String url) {
        assertThat(canonical(TextRule.URL, url)).contains("https://xn--bcher-kva.example/x");
    }

    @Property(tries = 3000)
    void shouldChangeNothingTheSecondTime(@ForAll TextRule rule, @ForAll("texts") String text) {
        Optional<String> once = canonical(rule, text);

        assertThat(once.flatMap(read -> canonical(rule, read))).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> odd = Arbitraries.of(
                "\u00E9",
                "e\u0301",
                "\u00DF",
                "\u0130",
                "\u03C3",
                "\uFF21",
                "\u212B",
                "\u1E9E",
                " ",
                "\u00A0",
                "\u5C71",
                "\u05D0",
                "\u0661",
                "\u094D",
                "\u200D",
                "\u0915",
                "\uAC00",
                "\u1100",
                "\u1161",
                "\u01C5",
                "\uFB01",
                "\u00B7",
                "l",
                "\u0345",
                "\u1F80",
                "\u3002",
                ".",
                "-",
                "@",
                "a",
                "B",
                "7",
                "\uD835\uDC00");
        Arbitrary<String> parts =
                Arbitraries.oneOf(odd, odd, Arbitraries.strings().ofLength(1));
        Arbitrary<String> word = parts.list().ofMaxSize(6).map(list -> String.join("", list));
        return Arbitraries.oneOf(
                word, word.map(text -> text + "@b\u00FCcher.example"), word.map(text -> "x" + text + ".example"));
    }

    private static String sample(TextRule rule) {
        return switch (rule) {
            case EMAIL -> "ada@example.com";
            case DOMAIN -> "example.com";
            case SUBDOMAIN, USER_NAME -> "example";
            case PASSWORD -> "four words and a comma, too";
            default -> "Ada Lovelace";
        };
    }

    private static Optional<String> canonical(TextRule rule, String text) {
        try {
            return Optional.of(rule.canonical(text, 0));
        } catch (TextRefusedException refused) {
            return Optional.empty();
        }
    }
}

package io.atrium.kit.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @Test
    void shouldTellPartsAsTheyWereWritten() throws Exception {
        String data = "{ \"b\" : 1.10, \"a\":-0.0,\"deep\":{\"é\":[1e400,\"\\u0000\"]} }";

        JsonText page = JsonText.read(("\uFEFF {\"n\":[1], \"items\" : [" + data + ",[2 ]] }\n").getBytes(UTF_8));

        assertThat(page.of(page.root().path("items").path(0))).isEqualTo(data);
        assertThat(page.of(page.root().path("items").path(1))).isEqualTo("[2 ]");
        assertThat(page.of(page.root().path("n"))).isEqualTo("[1]");
        assertThat(page.root()
                        .path("items")
                        .path(0)
                        .path("deep")
                        .path("é")
                        .path(1)
                        .asText())
                .isEqualTo("\0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "NULL",
            value = {
                "~~|is no JSON",
                "{\"a\":1|is no JSON",
                "{\"a\":1}}|is no JSON",
                "{\"a\":1} 2|is no JSON",
                "{a:1}|is no JSON",
                "[NaN]|is no JSON",
                "[01]|is no JSON",
                "[1,]|is no JSON",
                "/**/[]|is no JSON",
                "{\"a\":1,\"b\":{\"c\":1,\"c\":2}}|has a name that stands twice in one object"
            })
    void shouldSayWhatIsRefused(String text, String reason) {
        byte[] bytes = text.getBytes(UTF_8);

        assertThatThrownBy(() -> JsonText.check(bytes))
                .isInstanceOf(JsonRefusedException.class)
                .hasMessage(reason);
        assertThatThrownBy(() -> JsonText.read(bytes))
                .isInstanceOf(JsonRefusedException.class)
                .hasMessage(reason);
        assertThatThrownBy(() -> JsonText.scan(bytes, JsonTextTest::toTheEnd))
                .isInstanceOf(JsonRefusedException.class)
                .hasMessage(reason);
    }

    private static String toTheEnd(String text, JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new IOException("There is no value");
        }
        parser.skipChildren();
        return text;
    }

    @Test
    void shouldTakeAReplacementCharacterThatWasSent() throws Exception {
        // Given
        String sent = "{\"a\":\"\ufffd\"}";

        // When
        String read = JsonText.scan(sent.getBytes(UTF_8), JsonTextTest::toTheEnd);

        // Then
        assertThat(read).isEqualTo(sent);
    }

    @Test
    void shouldRefuseWhatIsBeyondItsLimits() {
        refused("[" + "1".repeat(1001) + "]", "has a number of more than 1000 characters");
        refused("{\"a\":1." + "1".repeat(100_000) + "}", "has a number of more than 1000 characters");
        refused("[".repeat(5000) + "]".repeat(5000), "is nested deeper than 100 levels");
        refused("{\"" + "n".repeat(60_000) + "\":1}", "has a name of more than 50000 characters");
    }

    @Test
    void shouldTakeWhatIsWithinThem() throws Exception {
        String widest = "[".repeat(99) + "[" + "1".repeat(1000) + "]" + "]".repeat(99);

        JsonText.check(widest.getBytes(UTF_8));

        assertThat(JsonText.read(widest.getBytes(UTF_8)).text()).isEqualTo(widest);
    }

    @Test
    void shouldReadNothingButUtf8() {
        assertThatThrownBy(() -> JsonText.check("{}".getBytes(UTF_16LE))).hasMessageStartingWith("is no JSON");
        assertThatThrownBy(() -> JsonText.check(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
                .hasMessage("is no JSON: it is not UTF-8");
    }

    @Test
    void shouldLetTheLastOfSeveralStandWhenToldSo() throws Exception {
        JsonText read = JsonText.readLeniently("{\"a\":{\"x\":1,\"x\":2}}".getBytes(UTF_8));

        assertThat(read.root().path("a").path("x").asInt()).isEqualTo(2);
        assertThat(read.of(read.root().path("a"))).isEqualTo("{\"x\":1,\"x\":2}");
    }

    @Test
    void shouldReplaceWhatCannotBeStored() {
        assertThat(Storable.plain("a\0b\ud83d\ude00\ud83d")).isEqualTo("a\ufffdb\ud83d\ude00\ufffd");
        assertThat(Storable.plain("\ude00")).isEqualTo("\ufffd");
        assertThat(Storable.json("{\"\\u0000\":\"\\\\u0000\\uD83D\\uDE00\\ud800\\n\"}"))
                .isEqualTo(new Storable("{\"\\ufffd\":\"\\\\u0000\\uD83D\\uDE00\\ufffd\\n\"}", 2));
    }

    private static void refused(String text, String reason) {
        assertThatThrownBy(() -> JsonText.check(text.getBytes(UTF_8))).hasMessage(reason);
        assertThatThrownBy(() -> JsonText.read(text.getBytes(UTF_8))).hasMessage(reason);
    }
}

package io.atrium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.caller.ClientNetwork;
import io.atrium.kit.id.Uuids;
import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
import io.atrium.kit.json.Storable;
import io.atrium.kit.negotiation.ContentTypes;
import io.atrium.kit.negotiation.MediaType;
import io.atrium.kit.time.Rfc3339;
import io.atrium.kit.url.HttpUrl;
import io.atrium.kit.wire.testing.ThreadCost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers, parameters and bodies: twice as long is twice as much to read, and not more. */
class ReaderCostTest {

    static Stream<Arguments> readers() {
        return Stream.of(
                reader("a time", Rfc3339::parse),
                reader("a UUID", Uuids::parse),
                reader("a media type", MediaType::parse),
                reader("Content-Type", text -> ContentTypes.of(List.of(text))),
                reader("If-Match", text -> Preconditions.of(text, text).check(7)),
                reader("a URL", HttpUrl::parse),
                reader("an address", ClientNetwork::of),
                reader("a stored text", StorableText::isStorable),
                reader("a stored string", Storable::plain),
                reader("names and values", text -> StorableText.unstorableField(bytes("{\"\\u0061\":" + text))),
                reader("JSON", ReaderCostTest::readJson),
                reader("JSON in a string", text -> readJson("[\"" + text + "\"]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void shouldCostTwiceAsMuchForTwiceTheLength(String name, Consumer<String> reader) {
        assertThat(ThreadCost.tooCostly(reader)).as(name).isEmpty();
    }

    private static void readJson(String text) {
        try {
            JsonText.read(bytes(text));
        } catch (JsonRefusedException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments reader(String name, Consumer<String> reader) {
        return Arguments.of(name, reader);
    }
}

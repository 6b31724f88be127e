package io.atrium.kit.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.kit.wire.testing.CollidingNames;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParsersTest {
    private static final byte[] LOGIN = "{\"password\":\"secret\"}".getBytes(UTF_8);

    private final JsonMapper mapper = JsonParsers.mapper().build();

    @Test
    void shouldReadANameWhoseHashAnotherDocumentHas() throws IOException {
        // Given
        for (var names : CollidingNames.attack("password")) {
            mapper.readTree(CollidingNames.object(names).getBytes(UTF_8));
        }

        // When
        JsonNode read = mapper.readTree(LOGIN);

        // Then
        assertThat(read.path("password").textValue()).isEqualTo("secret");
    }

    @Test
    void shouldReadWithACopyWhatAnotherDocumentCollidesWith() throws IOException {
        // Given
        ObjectMapper copy = mapper.copy();
        for (var names : CollidingNames.attack("password")) {
            copy.readTree(new ByteArrayInputStream(CollidingNames.object(names).getBytes(UTF_8)));
        }

        // When
        JsonNode read = copy.readTree(new ByteArrayInputStream(LOGIN));

        // Then
        assertThat(read.path("password").textValue()).isEqualTo("secret");
    }

    @Test
    void shouldReadAsTextWhatItReadsAsBytes() throws IOException {
        // Given
        String document = CollidingNames.object(CollidingNames.asText(0, 1_000));

        // When
        JsonNode read = mapper.readTree(document);

        // Then
        assertThat(read).isEqualTo(mapper.readTree(document.getBytes(UTF_8))).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 50_000})
    void shouldReadEveryCharacter(int length) throws IOException {
        // Given
        String text = "\u00e9\uFFFD\uD83D\uDE00" + "x".repeat(length);
        byte[] document = ("\uFEFF[\"" + text + "\"]").getBytes(UTF_8);

        // When
        JsonNode read = mapper.readTree(new ByteArrayInputStream(document));

        // Then
        assertThat(read.path(0).textValue()).isEqualTo(text);
        assertThat(mapper.readTree(document)).isEqualTo(read);
        assertThat(mapper.readTree(document, 3, document.length - 3)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C080", "EDA080", "F4908080", "C3", "FF", "E282"})
    void shouldRefuseWhatIsNotUtf8(String bytes) {
        // Given
        byte[] document = HexFormat.of().parseHex("5B22" + bytes + "225D");

        // When // Then
        assertThatThrownBy(() -> mapper.readTree(document)).isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> mapper.readTree(new ByteArrayInputStream(document)))
                .isInstanceOf(JsonParseException.class);
    }

    @Test
    void shouldGuessNoOtherCharset() {
        assertThatThrownBy(() -> mapper.readTree("{\"a\":1}".getBytes(UTF_16LE)))
                .isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> mapper.readTree("{\"a\":1}".getBytes(UTF_16BE)))
                .isInstanceOf(JsonParseException.class);
    }

    @Test
    void shouldKeepNoNameInTheProcess() throws IOException {
        // Given
        String name = new String("a name of one document".toCharArray());

        // When
        String read = mapper.readTree("{\"" + name + "\":1}").fieldNames().next();

        // Then
        assertThat(read).isEqualTo(name).isNotSameAs(name.intern());
    }

    @Test
    void shouldMakeTheSameFactoryFromAFactory() throws IOException {
        // Given
        JsonFactory factory = JsonParsers.factory().build();

        // When
        JsonFactory rebuilt = factory.rebuild().build();

        // Then
        assertThat(rebuilt).hasSameClassAs(factory);
        assertThat(factory.copy()).hasSameClassAs(factory);
        try (JsonParser parser = rebuilt.createParser(LOGIN)) {
            assertThat(parser.nextToken()).isNotNull();
        }
        assertThatThrownBy(() -> factory.createParser((DataInput) new DataInputStream(new ByteArrayInputStream(LOGIN))))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}

package io.atrium.webhook.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.atrium.kit.json.JsonParsers;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901) to a string or number of a body, read by a streaming parser that stops where it finds it.
 * What is not JSON, or not there, or neither string nor number, is absent.
 */
public final class BodyPointer {

    private static final JsonFactory FACTORY = JsonParsers.factory().build();
    private static final Pattern SEPARATOR = Pattern.compile("/");

    private final String[] tokens;

    private BodyPointer(String[] tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException for what is no pointer to something inside a document */
    public static BodyPointer of(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("not a JSON pointer: " + pointer);
        }
        String[] tokens = SEPARATOR.split(pointer.substring(1), -1);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokens[i].replace("~1", "/").replace("~0", "~");
        }
        return new BodyPointer(tokens);
    }

    /** How many names it has. */
    int depth() {
        return tokens.length;
    }

    /** The text of the value, or {@code null}. */
    public @Nullable String read(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            parser.nextToken();
            for (String token : tokens) {
                if (!descend(parser, token)) {
                    return null;
                }
            }
            return scalar(parser);
        } catch (IOException | RuntimeException e) {
            // whatever a parser says of the provider's bytes
            return null;
        }
    }

    private static boolean descend(JsonParser parser, String token) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            String name = parser.nextFieldName();
            while (name != null) {
                parser.nextToken();
                if (name.equals(token)) {
                    return true;
                }
                parser.skipChildren();
                name = parser.nextFieldName();
            }
            return false;
        }
        return parser.currentToken() == JsonToken.START_ARRAY && element(parser, token);
    }

    private static boolean element(JsonParser parser, String token) throws IOException {
        if (token.isEmpty() || token.length() > 6 || !token.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int left = Integer.parseInt(token);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (left-- == 0) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static @Nullable String scalar(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            return null;
        }
        String text = parser.getText();
        return text.isEmpty() ? null : text;
    }
}

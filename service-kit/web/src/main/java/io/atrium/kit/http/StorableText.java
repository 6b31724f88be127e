package io.atrium.kit.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import io.atrium.kit.json.JsonParsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what no database stores and no encoder writes: U+0000 and surrogates without their other half. */
final class StorableText {
    private static final JsonFactory JSON = JsonParsers.factory().build();

    private StorableText() {}

    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * The place of the first name or value in a JSON text that cannot be stored, as in {@code webhook.prefix}. What is
     * not JSON is left for the reader to refuse.
     */
    static Optional<String> unstorableField(byte[] json) {
        if (!mayHaveUnstorable(json)) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && !isStorable(parser.getText())) {
                    return Optional.of(place(parser, token));
                }
            }
        } catch (IOException | RuntimeException e) {
            // whatever a parser says of the caller's bytes: the reader refuses them
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether it is worth reading: in UTF-8, and in a string of JSON, such characters come as an escape alone. */
    private static boolean mayHaveUnstorable(byte[] json) {
        for (int i = 0; i + 1 < json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    /** An unstorable name stands for nothing that could be told, so its object is named instead. */
    private static String place(JsonParser parser, JsonToken token) {
        JsonPointer pointer = parser.getParsingContext().pathAsPointer();
        JsonPointer named = token == JsonToken.FIELD_NAME ? pointer.head() : pointer;
        List<String> names = new ArrayList<>();
        for (JsonPointer at = named; at != null && !at.matches(); at = at.tail()) {
            names.add(at.mayMatchElement() ? "[" + at.getMatchingIndex() + "]" : at.getMatchingProperty());
        }
        return String.join(".", names).replace(".[", "[");
    }
}

package io.atrium.integration.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atrium.kit.json.JsonParsers;
import io.atrium.kit.json.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON of others from its beginning to its end and keeps only what is asked for: memory is that of the text,
 * whatever is in it. A tree of {@code [{},{},…]} would be thirty times its text. Of members with the same name the last
 * is kept.
 */
public final class JsonScan implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonParsers.mapper().build();
    private static final JsonFactory TAKEN = factory(JsonText.MAX_DEPTH, JsonText.MAX_NUMBER);
    /** Wider than every writer's. */
    private static final JsonFactory STORED = factory(10 * JsonText.MAX_DEPTH, Integer.MAX_VALUE);

    private final String text;
    private final JsonParser parser;

    /** @throws IOException when it is no UTF-8 */
    public JsonScan(byte[] bytes) throws IOException {
        this(TAKEN, bytes);
    }

    private JsonScan(JsonFactory factory, byte[] bytes) throws IOException {
        this.text = JsonParsers.text(bytes);
        this.parser = factory.createParser(text);
    }

    /** Of a document that somebody else reads, and closes. */
    public JsonScan(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /**
     * An object of which some members were kept.
     *
     * @param kept their values; an empty one stands for an object or array
     * @param text as it was written
     * @param others whether it has other members
     */
    public record Selected(ObjectNode kept, String text, boolean others) {}

    /** The text of JSON that was stored, to be written as it is; empty when it is none. */
    public static Optional<String> stored(byte[] bytes) {
        try (JsonScan scan = new JsonScan(STORED, bytes)) {
            if (scan.next() == null) {
                return Optional.empty();
            }
            scan.parser.skipChildren();
            scan.requireEnd();
            return Optional.of(scan.text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The next token; null at the end. */
    @SuppressWarnings("NullAway")
    public JsonToken next() throws IOException {
        return parser.nextToken();
    }

    /** The name of the next member; null at the end of the object. */
    @SuppressWarnings("NullAway")
    public String nextName() throws IOException {
        return parser.nextFieldName();
    }

    public boolean isAt(JsonToken token) {
        return parser.currentToken() == token;
    }

    /** Passes by what is in the current value, which is not needed. */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    /** The current value; an empty one for an object or array, whose content is passed by. */
    public JsonNode value() throws IOException {
        if (isAt(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return JsonNodeFactory.instance.objectNode();
        }
        if (isAt(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return JsonNodeFactory.instance.arrayNode();
        }
        return isAt(JsonToken.VALUE_STRING) ? TextNode.valueOf(parser.getText()) : MAPPER.readTree(parser);
    }

    /** The object that begins here. */
    public Selected object(Set<String> names) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        boolean others = false;
        String name = nextName();
        while (name != null) {
            next();
            if (names.contains(name)) {
                kept.set(name, value());
            } else {
                others = true;
                parser.skipChildren();
            }
            name = nextName();
        }
        return new Selected(
                kept, text.substring(start, (int) parser.currentLocation().getCharOffset()), others);
    }

    /** @throws IOException when there is something behind the value */
    public void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("Something stands behind the value");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static JsonFactory factory(int depth, int number) {
        return JsonParsers.factory()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(number)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }
}

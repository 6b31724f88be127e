package io.atrium.kit.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * JSON (RFC 8259) of others: a tree to read in, and the text of its parts as they were written, with every digit of
 * every number and with the order of members.
 *
 * <p>UTF-8, with or without a byte order mark; at most {@value #MAX_DEPTH} levels; numbers of at most
 * {@value #MAX_NUMBER} characters; nothing after the value. The same limits apply when such JSON is
 * received and when it is read later. Floating point numbers of the tree are not exact: their text is.
 */
public final class JsonText {

    /** How deep objects and arrays may be nested. */
    public static final int MAX_DEPTH = 100;

    /** How many characters a number may have. */
    public static final int MAX_NUMBER = 1000;

    private static final int MAX_NAME = 50_000;
    /** Down to where the text of a part is known: the root, its members, and their members or elements. */
    private static final int LEVELS = 2;

    private static final JsonFactory LENIENT = factory(false);
    private static final JsonFactory STRICT = factory(true);
    private static final JsonMapper MAPPER = JsonParsers.mapper().build();

    private record Span(int start, int end) {}

    private final String text;
    private final Map<JsonNode, Span> spans = new IdentityHashMap<>();
    private final JsonNode root;

    private JsonText(JsonFactory factory, byte[] bytes) throws JsonRefusedException {
        this.text = decode(bytes);
        try (JsonParser parser = factory.createParser(text)) {
            parser.nextToken();
            this.root = build(parser, 0);
            requireEnd(parser);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /**
     * Reads a document in which a name stands at most once in an object.
     *
     * @throws JsonRefusedException when it is none
     */
    public static JsonText read(byte[] bytes) throws JsonRefusedException {
        return new JsonText(STRICT, bytes);
    }

    /**
     * Reads a document; of members with the same name the last is the one in the tree.
     *
     * @throws JsonRefusedException when it is none
     */
    public static JsonText readLeniently(byte[] bytes) throws JsonRefusedException {
        return new JsonText(LENIENT, bytes);
    }

    /**
     * Whether {@link #read} would read it, without building a tree.
     *
     * @throws JsonRefusedException when it would not
     */
    public static void check(byte[] bytes) throws JsonRefusedException {
        try (JsonParser parser = STRICT.createParser(decode(bytes))) {
            if (parser.nextToken() == null) {
                throw noJson();
            }
            parser.skipChildren();
            requireEnd(parser);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /**
     * Reads the values of a document.
     *
     * @param <T> what comes of it
     */
    public interface Scan<T> {

        /**
         * Reads to the end of the document's value.
         *
         * @param text the document
         * @param parser before the first token
         */
        T read(String text, JsonParser parser) throws IOException;
    }

    /**
     * Reads once a document that {@link #read} would read, without building a tree.
     *
     * @throws JsonRefusedException when it would not
     */
    public static <T> T scan(byte[] bytes, Scan<T> scan) throws JsonRefusedException {
        String text = decode(bytes);
        try (JsonParser parser = STRICT.createParser(text)) {
            T found = scan.read(text, parser);
            requireEnd(parser);
            return found;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    public JsonNode root() {
        return root;
    }

    /** The whole document. */
    public String text() {
        return text;
    }

    /** The text of an object or array that is the root, a member or element of it, or one of theirs. */
    public String of(JsonNode part) {
        Span span = requireNonNull(spans.get(part), "a part of this document");
        return text.substring(span.start(), span.end());
    }

    private JsonNode build(JsonParser parser, int level) throws IOException, JsonRefusedException {
        if (parser.currentToken() == null) {
            throw noJson();
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        JsonNode node;
        if (level < LEVELS && parser.currentToken() == JsonToken.START_OBJECT) {
            node = object(parser, level);
        } else if (level < LEVELS && parser.currentToken() == JsonToken.START_ARRAY) {
            node = array(parser, level);
        } else {
            node = MAPPER.readTree(parser);
        }
        if (node.isContainerNode()) {
            spans.put(node, new Span(start, (int) parser.currentLocation().getCharOffset()));
        }
        return node;
    }

    private ObjectNode object(JsonParser parser, int level) throws IOException, JsonRefusedException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String name = parser.nextFieldName();
        while (name != null) {
            parser.nextToken();
            object.set(name, build(parser, level + 1));
            name = parser.nextFieldName();
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, int level) throws IOException, JsonRefusedException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(build(parser, level + 1));
        }
        return array;
    }

    private static void requireEnd(JsonParser parser) throws IOException, JsonRefusedException {
        if (parser.nextToken() != null) {
            throw noJson();
        }
    }

    private static String decode(byte[] bytes) throws JsonRefusedException {
        try {
            return JsonParsers.text(bytes);
        } catch (CharacterCodingException e) {
            throw new JsonRefusedException("is no JSON: it is not UTF-8");
        }
    }

    private static JsonRefusedException refusal(IOException failure) {
        String words = failure instanceof JsonProcessingException known ? known.getOriginalMessage() : "";
        if (failure instanceof StreamConstraintsException) {
            return words.startsWith("Number")
                    ? new JsonRefusedException("has a number of more than " + MAX_NUMBER + " characters")
                    : words.startsWith("Document nesting")
                            ? new JsonRefusedException("is nested deeper than " + MAX_DEPTH + " levels")
                            : new JsonRefusedException("has a name of more than " + MAX_NAME + " characters");
        }
        return words.startsWith("Duplicate field")
                ? new JsonRefusedException("has a name that stands twice in one object")
                : noJson();
    }

    private static JsonRefusedException noJson() {
        return new JsonRefusedException("is no JSON");
    }

    private static JsonFactory factory(boolean strict) {
        return JsonParsers.factory()
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER)
                        .maxNameLength(MAX_NAME)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }
}

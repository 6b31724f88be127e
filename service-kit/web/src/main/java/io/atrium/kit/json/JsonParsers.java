package io.atrium.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Where every parser of JSON comes from. A parser keeps no name beyond its document: Jackson's own parsers merge the
 * names of a document into one hash table for the whole process, whose hash is known, so that a document can fill the
 * places of a name, and no document with that name can be read until the process ends.
 *
 * <p>Bytes are UTF-8 and nothing else, with or without a byte order mark, as RFC 8259 has it. Bytes and text are read
 * by the same parser, so that what was taken as bytes can be read as text.
 */
public final class JsonParsers {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonParsers() {}

    /** Of a factory, to be given limits and features. */
    public static JsonFactoryBuilder factory() {
        return new Utf8JsonFactory.Builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }

    /** Of a mapper with Jackson's own limits. */
    public static JsonMapper.Builder mapper() {
        return mapper(factory());
    }

    /** Of a mapper whose parsers have the limits and features of {@code factory}, which is one of {@link #factory()}. */
    public static JsonMapper.Builder mapper(JsonFactoryBuilder factory) {
        return JsonMapper.builder(factory.build());
    }

    /**
     * The text of bytes in UTF-8, without a byte order mark.
     *
     * @throws CharacterCodingException when they are not UTF-8
     */
    public static String text(byte[] bytes) throws CharacterCodingException {
        return text(bytes, 0, bytes.length);
    }

    static String text(byte[] bytes, int offset, int length) throws CharacterCodingException {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // stands for what is not UTF-8, or for itself; the strict decoder is several times slower
        if (text.indexOf(REPLACEMENT) >= 0) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        }
        return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    }
}

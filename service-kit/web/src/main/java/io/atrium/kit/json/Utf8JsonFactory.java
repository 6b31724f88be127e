package io.atrium.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bytes as a whole before they are parsed. Where names are not canonicalized, Jackson itself decodes through an
 * {@code InputStreamReader}, which replaces what is not UTF-8 and costs a small document four times as much.
 */
final class Utf8JsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    /** Up to so many characters a buffer of the parser's pool is taken, as Jackson does. */
    private static final int POOLED = 0x8000;

    /** Makes this factory instead of Jackson's. */
    static final class Builder extends JsonFactoryBuilder {

        Builder() {}

        private Builder(Utf8JsonFactory factory) {
            super(factory);
        }

        @Override
        public JsonFactory build() {
            return new Utf8JsonFactory(this);
        }
    }

    private Utf8JsonFactory(Builder builder) {
        super(builder);
    }

    private Utf8JsonFactory(JsonFactory from, @Nullable ObjectCodec codec) {
        super(from, codec);
    }

    @Override
    public JsonFactory copy() {
        return new Utf8JsonFactory(this, null);
    }

    @Override
    public TSFBuilder<?, ?> rebuild() {
        return new Builder(this);
    }

    @Override
    protected Object readResolve() {
        return new Utf8JsonFactory(this, _objectCodec);
    }

    @Override
    public String getFormatName() {
        return FORMAT_NAME_JSON;
    }

    /** @throws UnsupportedOperationException always: such a parser keeps names in a table of its own */
    @Override
    public JsonParser createParser(DataInput in) {
        throw new UnsupportedOperationException("JSON is read from bytes, text or a stream");
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        byte[] bytes;
        try (in) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            context.close();
            throw e;
        }
        return _createParser(bytes, 0, bytes.length, context);
    }

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) throws IOException {
        String text;
        try {
            text = JsonParsers.text(data, offset, length);
        } catch (CharacterCodingException e) {
            context.close();
            throw new JsonParseException(null, "The bytes are not UTF-8", e);
        }
        int characters = text.length();
        if (characters > POOLED) {
            return _createParser(new StringReader(text), context);
        }
        char[] buffer = context.allocTokenBuffer(characters);
        text.getChars(0, characters, buffer, 0);
        return _createParser(buffer, 0, characters, context, true);
    }
}

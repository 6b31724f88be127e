package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;

/** {@code chunk-size [ chunk-ext ]} of RFC 9112, section 7.1. */
record ChunkLine(long size, int extensionBytes) {

    private static final int LONGEST_SIZE = 16;

    static ChunkLine read(ByteBuf in, int from, int to) throws MalformedMessageException {
        long size = 0;
        int i = from;
        for (int digit; i < to && (digit = Octets.hexDigit(in.getByte(i))) >= 0; i++) {
            size = size * 16 + digit;
            if (i - from >= LONGEST_SIZE || size > Integer.MAX_VALUE) {
                throw MalformedMessageException.of("a chunk that is too large");
            }
        }
        if (i == from) {
            throw MalformedMessageException.of("a chunk without a size");
        }
        ChunkLine line = new ChunkLine(size, to - i);
        while (i < to) {
            i = extension(in, i, to);
        }
        return line;
    }

    /** The position after one {@code ";" name [ "=" value ]}. */
    private static int extension(ByteBuf in, int from, int to) throws MalformedMessageException {
        int i = Octets.skipBlanks(in, from, to);
        i = expect(in, i, to, ';');
        i = token(in, Octets.skipBlanks(in, i, to), to);
        int equals = Octets.skipBlanks(in, i, to);
        if (equals == to || in.getByte(equals) != '=') {
            return i;
        }
        int value = Octets.skipBlanks(in, equals + 1, to);
        return value < to && in.getByte(value) == '"' ? quoted(in, value + 1, to) : token(in, value, to);
    }

    private static int token(ByteBuf in, int from, int to) throws MalformedMessageException {
        int end = Octets.endOfToken(in, from, to);
        if (end == from) {
            throw MalformedMessageException.of("a chunk extension that is none");
        }
        return end;
    }

    private static int quoted(ByteBuf in, int from, int to) throws MalformedMessageException {
        int i = from;
        while (i < to && in.getByte(i) != '"') {
            i += in.getByte(i) == '\\' ? 2 : 1;
            if (i > to || !Octets.isText(in.getByte(i - 1))) {
                throw MalformedMessageException.of("a chunk extension with a control character");
            }
        }
        return expect(in, i, to, '"');
    }

    private static int expect(ByteBuf in, int i, int to, char wanted) throws MalformedMessageException {
        if (i >= to || in.getByte(i) != wanted) {
            throw MalformedMessageException.of("a chunk extension that is none");
        }
        return i + 1;
    }
}

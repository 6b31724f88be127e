package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Reads one direction of a connection as RFC 9112 frames it and hands on only what it has understood, so that the parser
 * behind it cannot understand anything else. A head is handed on when it is complete and sound. Chunk extensions and
 * trailers end here. Not for several threads.
 */
abstract class MessageReader {

    private enum State {
        START_LINE,
        FIELDS,
        LENGTH,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        UNTIL_CLOSE,
        OVER
    }

    /** How a body is framed. */
    enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    private final WireLimits limits;
    final HeaderSection fields = new HeaderSection();
    private final ChunkedBody chunks;
    private State state = State.START_LINE;
    private int cursor;
    private int searched;
    private int sectionStart;
    private int headStart;
    private long remaining;

    MessageReader(WireLimits limits) {
        this.limits = limits;
        this.chunks = new ChunkedBody(limits);
    }

    abstract void checkStartLine(ByteBuf in, int from, int to) throws MalformedMessageException;

    /** Bytes arrive that a message would begin with. */
    abstract void checkExpected() throws MalformedMessageException;

    /** An empty line stands where a start line should. */
    abstract void skipEmptyLine() throws MalformedMessageException;

    /** A head is complete: the last checks, then it is handed on. */
    abstract Framing endHead(ByteBuf in, int from, int to, Pieces out) throws MalformedMessageException;

    /** A message is complete; false: nothing may follow on this connection. */
    abstract boolean endMessage(Pieces out);

    /** Whether a head has been handed on whose body is not complete. */
    final boolean isInside() {
        return switch (state) {
            case START_LINE, FIELDS, OVER -> false;
            default -> true;
        };
    }

    /** Nothing that is read from here on is a message. */
    final void finish() {
        state = State.OVER;
    }

    /** Where the message begins that is read now, while its head is in the bytes that are read. */
    final int headStart() {
        return headStart;
    }

    final boolean isOver() {
        return state == State.OVER;
    }

    /**
     * Reads on; what is not understood yet stays behind the reader index, to be given again with what follows it.
     *
     * @param in what was left the last time and what has come since
     */
    final void read(ByteBuf in, Pieces out) throws MalformedMessageException {
        int base = in.readerIndex();
        cursor += base;
        searched += base;
        sectionStart += base;
        headStart += base;
        boolean more = true;
        while (more && cursor < in.writerIndex()) {
            more = switch (state) {
                case LENGTH, CHUNK_DATA, UNTIL_CLOSE -> readBody(in, out);
                case OVER -> discard(in);
                default -> readLine(in, out);
            };
        }
        int kept = state == State.START_LINE || state == State.FIELDS ? sectionStart : cursor;
        in.readerIndex(kept);
        cursor -= kept;
        searched = Math.max(searched - kept, 0);
        sectionStart -= kept;
        headStart -= kept;
    }

    private boolean discard(ByteBuf in) {
        cursor = in.writerIndex();
        sectionStart = cursor;
        return false;
    }

    private boolean readBody(ByteBuf in, Pieces out) throws MalformedMessageException {
        int size = in.writerIndex() - cursor;
        if (state != State.UNTIL_CLOSE) {
            size = (int) Math.min(size, remaining);
            remaining -= size;
        }
        out.pass(cursor, cursor + size);
        moveTo(cursor + size);
        if (remaining == 0 && state == State.LENGTH) {
            end(out);
        } else if (remaining == 0 && state == State.CHUNK_DATA) {
            state = State.CHUNK_END;
        }
        return true;
    }

    private boolean readLine(ByteBuf in, Pieces out) throws MalformedMessageException {
        if (state == State.START_LINE) {
            headStart = cursor;
            checkExpected();
        }
        int end = in.indexOf(Math.max(cursor, searched), in.writerIndex(), (byte) '\n');
        searched = in.writerIndex();
        checkSize(end < 0 ? in.writerIndex() : end);
        if (end < 0) {
            return false;
        }
        if (end == cursor || in.getByte(end - 1) != '\r') {
            throw MalformedMessageException.of("a line that a bare LF ends");
        }
        int from = cursor;
        moveTo(end + 1);
        switch (state) {
            case START_LINE -> startLine(in, from, end - 1);
            case FIELDS -> field(in, from, end - 1, out);
            case CHUNK_SIZE -> chunkSize(in, from, end - 1, out);
            case CHUNK_END -> chunkEnd(from, end - 1, out);
            default -> trailer(in, from, end - 1, out);
        }
        return true;
    }

    private void moveTo(int position) {
        cursor = position;
        searched = position;
    }

    private void checkSize(int end) throws MalformedMessageException {
        switch (state) {
            case START_LINE -> {
                if (end - cursor > limits.startLine()) {
                    throw new MalformedMessageException(Refusal.URI_TOO_LONG, "a start line that is too long");
                }
            }
            case CHUNK_SIZE, CHUNK_END -> {
                if (end - cursor > WireLimits.CHUNK_LINE) {
                    throw MalformedMessageException.of("a chunk line that is too long");
                }
            }
            default -> {
                if (end - sectionStart > limits.head()) {
                    throw new MalformedMessageException(Refusal.HEADERS_TOO_LARGE, "a section that is too large");
                }
            }
        }
    }

    private void startLine(ByteBuf in, int from, int to) throws MalformedMessageException {
        if (from == to) {
            skipEmptyLine();
            sectionStart = cursor;
            return;
        }
        fields.clear();
        checkStartLine(in, from, to);
        state = State.FIELDS;
    }

    private void field(ByteBuf in, int from, int to, Pieces out) throws MalformedMessageException {
        if (from != to) {
            fields.read(in, from, to);
            return;
        }
        out.mark();
        Framing framing = endHead(in, sectionStart, cursor, out);
        remaining = fields.length();
        chunks.begin();
        state = switch (framing) {
            case NONE -> State.LENGTH;
            case LENGTH -> State.LENGTH;
            case CHUNKED -> State.CHUNK_SIZE;
            case UNTIL_CLOSE -> State.UNTIL_CLOSE;
        };
        if (framing == Framing.NONE || (framing == Framing.LENGTH && remaining == 0)) {
            end(out);
        }
    }

    private void chunkSize(ByteBuf in, int from, int to, Pieces out) throws MalformedMessageException {
        ChunkLine line = ChunkLine.read(in, from, to);
        chunks.count(line);
        if (line.extensionBytes() == 0) {
            out.pass(from, cursor);
        } else {
            out.add(ByteBufUtil.writeAscii(in.alloc(), Long.toHexString(line.size()) + "\r\n"));
        }
        remaining = line.size();
        sectionStart = cursor;
        state = remaining == 0 ? State.TRAILERS : State.CHUNK_DATA;
    }

    private void chunkEnd(int from, int to, Pieces out) throws MalformedMessageException {
        if (from != to) {
            throw MalformedMessageException.of("a chunk that is longer than its size");
        }
        out.pass(from, cursor);
        state = State.CHUNK_SIZE;
    }

    private void trailer(ByteBuf in, int from, int to, Pieces out) throws MalformedMessageException {
        if (from != to) {
            HeaderSection.checkTrailer(in, from, to);
            return;
        }
        out.pass(from, cursor);
        end(out);
    }

    private void end(Pieces out) {
        state = endMessage(out) ? State.START_LINE : State.OVER;
        sectionStart = cursor;
    }
}

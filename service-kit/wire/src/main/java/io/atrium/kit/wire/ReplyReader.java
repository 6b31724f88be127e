package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;

/** Replies of a server to requests that are sent one at a time. */
final class ReplyReader extends MessageReader {

    private boolean http10;
    private int status;
    private boolean awaited;
    private boolean head;

    ReplyReader(WireLimits limits) {
        super(limits);
    }

    /** A request goes out; a reply to HEAD has no body. */
    void expect(boolean toHead) {
        awaited = true;
        head = toHead;
    }

    @Override
    void skipEmptyLine() throws MalformedMessageException {
        throw MalformedMessageException.of("no status line");
    }

    /** More than was asked for may be the start of what the next caller would get. */
    @Override
    void checkExpected() throws MalformedMessageException {
        if (!awaited) {
            throw MalformedMessageException.of("a reply that nothing asked for");
        }
    }

    @Override
    void checkStartLine(ByteBuf in, int from, int to) throws MalformedMessageException {
        boolean shaped = to - from >= 12
                && (Octets.startsWith(in, from, to, "http/1.0 ") || Octets.startsWith(in, from, to, "http/1.1 "))
                && in.getByte(from) == 'H'
                && (to - from == 12 || in.getByte(from + 12) == ' ');
        if (!shaped) {
            throw MalformedMessageException.of("not a status line");
        }
        status = 0;
        for (int i = from + 9; i < from + 12; i++) {
            status = Octets.isDigit(in.getByte(i)) ? status * 10 + in.getByte(i) - '0' : -10_000;
        }
        if (status < 100 || status > 599 || status == 101) {
            throw MalformedMessageException.of("not a status");
        }
        for (int i = from + 12; i < to; i++) {
            if (!Octets.isText(in.getByte(i))) {
                throw MalformedMessageException.of("a control character in a status line");
            }
        }
        http10 = in.getByte(from + 7) == '0';
    }

    @Override
    Framing endHead(ByteBuf in, int from, int to, Pieces out) throws MalformedMessageException {
        fields.checkFraming(http10);
        boolean empty = status < 200 || status == 204 || status == 304;
        if (empty && fields.isChunked()) {
            throw MalformedMessageException.of("a body where there is none");
        }
        out.pass(from, to);
        if (empty || head) {
            return Framing.NONE;
        }
        if (fields.isChunked()) {
            return Framing.CHUNKED;
        }
        return fields.hasLength() ? Framing.LENGTH : Framing.UNTIL_CLOSE;
    }

    @Override
    boolean endMessage(Pieces out) {
        awaited &= status < 200;
        return true;
    }
}

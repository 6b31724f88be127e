package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What a header section says about framing, the host and the connection; every line of it is checked. */
final class HeaderSection {

    private static final int LONGEST_LENGTH = 18;
    private static final int NONE = -1;

    private long length = NONE;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private @Nullable String host;

    void clear() {
        length = NONE;
        chunked = false;
        close = false;
        keepAlive = false;
        host = null;
    }

    /** One line, without its end. */
    void read(ByteBuf in, int from, int to) throws MalformedMessageException {
        int colon = checkName(in, from, to);
        int start = Octets.skipBlanks(in, colon + 1, to);
        int end = to;
        while (end > start && Octets.isBlank(in.getByte(end - 1))) {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (!Octets.isText(in.getByte(i))) {
                throw MalformedMessageException.of("a control character in a field");
            }
        }
        switch (colon - from) {
            case 4 -> readHost(in, from, colon, start, end);
            case 10 -> readConnection(in, from, colon, start, end);
            case 14 -> readLength(in, from, colon, start, end);
            case 17 -> readCoding(in, from, colon, start, end);
            default -> {}
        }
    }

    /** A line of a trailer section: checked as any other, and never one that frames or routes. */
    static void checkTrailer(ByteBuf in, int from, int to) throws MalformedMessageException {
        int colon = checkName(in, from, to);
        for (int i = colon + 1; i < to; i++) {
            if (!Octets.isText(in.getByte(i))) {
                throw MalformedMessageException.of("a control character in a trailer");
            }
        }
        if (Octets.isWord(in, from, colon, "content-length")
                || Octets.isWord(in, from, colon, "transfer-encoding")
                || Octets.isWord(in, from, colon, "host")) {
            throw MalformedMessageException.of("a trailer that frames or routes");
        }
    }

    private static int checkName(ByteBuf in, int from, int to) throws MalformedMessageException {
        int colon = Octets.endOfToken(in, from, to);
        if (colon == from || colon == to || in.getByte(colon) != ':') {
            throw MalformedMessageException.of("a line that is no field");
        }
        return colon;
    }

    private void readHost(ByteBuf in, int from, int colon, int start, int end) throws MalformedMessageException {
        if (Octets.isWord(in, from, colon, "host")) {
            if (host != null) {
                throw MalformedMessageException.of("two hosts");
            }
            host = Authority.read(in, start, end);
        }
    }

    private void readConnection(ByteBuf in, int from, int colon, int start, int end) {
        if (!Octets.isWord(in, from, colon, "connection")) {
            return;
        }
        int begin = start;
        for (int i = start; i <= end; i++) {
            if (i == end || in.getByte(i) == ',') {
                int first = Octets.skipBlanks(in, begin, i);
                int last = Octets.endOfToken(in, first, i);
                close |= Octets.isWord(in, first, last, "close");
                keepAlive |= Octets.isWord(in, first, last, "keep-alive");
                begin = i + 1;
            }
        }
    }

    private void readLength(ByteBuf in, int from, int colon, int start, int end) throws MalformedMessageException {
        if (!Octets.isWord(in, from, colon, "content-length")) {
            return;
        }
        if (length != NONE || start == end || end - start > LONGEST_LENGTH) {
            throw MalformedMessageException.of("not one length");
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            if (!Octets.isDigit(in.getByte(i))) {
                throw MalformedMessageException.of("not a length");
            }
            value = value * 10 + in.getByte(i) - '0';
        }
        length = value;
    }

    private void readCoding(ByteBuf in, int from, int colon, int start, int end) throws MalformedMessageException {
        if (!Octets.isWord(in, from, colon, "transfer-encoding")) {
            return;
        }
        if (chunked || !Octets.isWord(in, start, end, "chunked")) {
            throw MalformedMessageException.of("not one transfer coding");
        }
        chunked = true;
    }

    /** Refuses what no two recipients would frame alike (RFC 9112, section 6.3). */
    void checkFraming(boolean http10) throws MalformedMessageException {
        if (chunked && (http10 || length != NONE)) {
            throw MalformedMessageException.of("a transfer coding that may not be there");
        }
    }

    boolean isChunked() {
        return chunked;
    }

    boolean hasLength() {
        return length != NONE;
    }

    long length() {
        return Math.max(0, length);
    }

    /** The host in lower case without a default port; null where there is none. */
    @Nullable
    String host() {
        return host;
    }

    /** Whether the connection ends with this message. */
    boolean isLast(boolean http10) {
        return close || (http10 && !keepAlive);
    }
}

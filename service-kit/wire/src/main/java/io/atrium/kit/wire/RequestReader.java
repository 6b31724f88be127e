package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests: origin form only; an absolute form is handed on as the origin form that it stands for. */
final class RequestReader extends MessageReader {

    private static final String VERSION = " HTTP/1.";

    private final Runnable begun;
    private boolean last;
    private boolean http10;
    private boolean emptyLine;
    private int targetStart;
    private int pathStart;
    private @Nullable String targetHost;
    private String path = "/";

    RequestReader(WireLimits limits, Runnable begun) {
        super(limits);
        this.begun = begun;
    }

    /** The path of the request that is read now, as far as it is known. */
    String path() {
        return path;
    }

    /** The reply to the request that is read now, or was read last, ends the connection. */
    void endAfterMessage() {
        last = true;
        if (!isInside()) {
            finish();
        }
    }

    @Override
    void checkExpected() {
        path = "/";
    }

    @Override
    void skipEmptyLine() throws MalformedMessageException {
        if (emptyLine) {
            throw MalformedMessageException.of("empty lines instead of a request");
        }
        emptyLine = true;
    }

    @Override
    void checkStartLine(ByteBuf in, int from, int to) throws MalformedMessageException {
        emptyLine = false;
        path = "/";
        targetHost = null;
        int method = Octets.endOfToken(in, from, to);
        int target = method + 1;
        int end = to - VERSION.length() - 1;
        if (method == from || target >= end || in.getByte(method) != ' ') {
            throw MalformedMessageException.of("not a request line");
        }
        http10 = checkVersion(in, end, to);
        targetStart = target - from;
        pathStart = startOfPath(in, target, end) - from;
        checkCharacters(in, from + pathStart, end);
        path = pathOf(in, from + pathStart, end);
    }

    /** RFC 3986; Quarkus refuses any other target, too, without a word. */
    private static void checkCharacters(ByteBuf in, int from, int to) throws MalformedMessageException {
        boolean query = false;
        for (int i = from; i < to; i++) {
            byte b = in.getByte(i);
            if (b == '%') {
                if (i + 2 >= to || Octets.hexDigit(in.getByte(i + 1)) < 0 || Octets.hexDigit(in.getByte(i + 2)) < 0) {
                    throw MalformedMessageException.of("a target in which % begins no escape");
                }
            } else if (!Octets.isUri(b) && !(query && Octets.isBracket(b))) {
                throw MalformedMessageException.of("a target with a character that has no place there");
            }
            query |= b == '?';
        }
    }

    private static boolean checkVersion(ByteBuf in, int from, int to) throws MalformedMessageException {
        byte minor = in.getByte(to - 1);
        for (int i = 0; i < VERSION.length(); i++) {
            if (in.getByte(from + i) != VERSION.charAt(i)) {
                throw MalformedMessageException.of("not a version of HTTP");
            }
        }
        if (minor != '0' && minor != '1') {
            throw MalformedMessageException.of("not a version of HTTP/1");
        }
        return minor == '0';
    }

    private int startOfPath(ByteBuf in, int from, int to) throws MalformedMessageException {
        if (in.getByte(from) == '/') {
            return from;
        }
        int authority;
        if (Octets.startsWith(in, from, to, "http://")) {
            authority = from + 7;
        } else if (Octets.startsWith(in, from, to, "https://")) {
            authority = from + 8;
        } else {
            throw MalformedMessageException.of("a target that is no path");
        }
        int end = authority;
        while (end < to && in.getByte(end) != '/' && in.getByte(end) != '?') {
            end++;
        }
        targetHost = Authority.read(in, authority, end);
        return end;
    }

    private static String pathOf(ByteBuf in, int from, int to) {
        int end = from;
        while (end < to && in.getByte(end) != '?') {
            end++;
        }
        return end == from ? "/" : in.toString(from, end - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    Framing endHead(ByteBuf in, int from, int to, Pieces out) throws MalformedMessageException {
        String host = fields.host();
        if (host == null && !http10) {
            throw MalformedMessageException.of("no host");
        }
        if (targetHost != null && !targetHost.equals(host)) {
            throw MalformedMessageException.of("two different hosts");
        }
        fields.checkFraming(http10);
        out.pass(from, from + targetStart);
        if (in.getByte(from + pathStart) != '/') {
            out.add(ByteBufUtil.writeAscii(in.alloc(), "/"));
        }
        out.pass(from + pathStart, to);
        begun.run();
        return fields.isChunked() ? Framing.CHUNKED : Framing.LENGTH;
    }

    @Override
    boolean endMessage(Pieces out) {
        out.mark();
        return !last && !fields.isLast(http10);
    }
}

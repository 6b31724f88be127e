package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;

/** The character classes of RFC 9110, section 5.6, of RFC 9112 and of RFC 3986. */
final class Octets {

    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] URI = new boolean[256];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 'a' + 'A'] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            URI[c] = true;
            URI[c - 'a' + 'A'] = true;
        }
        for (char c : "0123456789-._~!$&'()*+,;=:@/?".toCharArray()) {
            URI[c] = true;
        }
    }

    private Octets() {}

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** What a path or a query is written with, but for escapes. */
    static boolean isUri(byte b) {
        return URI[b & 0xff];
    }

    /** Written as they are in queries such as {@code filter[name]=x}, against RFC 3986 and by nearly everybody. */
    static boolean isBracket(byte b) {
        return b == '[' || b == ']';
    }

    /** The first position that holds no character of a token. */
    static int endOfToken(ByteBuf in, int from, int to) {
        int i = from;
        while (i < to && isToken(in.getByte(i))) {
            i++;
        }
        return i;
    }

    /** Space or tab: optional white space. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static int skipBlanks(ByteBuf in, int from, int to) {
        int i = from;
        while (i < to && isBlank(in.getByte(i))) {
            i++;
        }
        return i;
    }

    /** What a field's value may hold: visible characters, blanks and the octets above ASCII. */
    static boolean isText(byte b) {
        return b < 0 || (b >= 0x20 && b != 0x7f) || b == '\t';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static int hexDigit(byte b) {
        return b < 0 ? -1 : Character.digit((char) b, 16);
    }

    /** Whether the range is the given lower-case ASCII text, in any case. */
    static boolean isWord(ByteBuf in, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (lower(in.getByte(from + i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWith(ByteBuf in, int from, int to, String lowerCase) {
        return to - from >= lowerCase.length() && isWord(in, from, from + lowerCase.length(), lowerCase);
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}

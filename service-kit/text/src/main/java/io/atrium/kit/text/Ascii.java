package io.atrium.kit.text;

/** Text of machines, in ASCII: nothing is normalized, as both sides compare bytes. */
final class Ascii {
    private static final int MOST_REFERENCES = 20;

    private Ascii() {}

    static boolean isLowerOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    static boolean isLetterOrDigit(int c) {
        return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z');
    }

    /** One or more visible characters. */
    static String token(String text, int most) {
        Normal.requireLength(bounded(text, most), 1, most);
        return require(text.chars().allMatch(c -> c > ' ' && c < 0x7F), text, "must be visible ASCII characters");
    }

    /** Visible characters and spaces, such as the beginning of a header's value; empty stays empty, for the field to refuse. */
    static String printable(String text, int most) {
        if (text.isEmpty()) {
            return text;
        }
        Normal.requireLength(bounded(text, most), 1, most);
        require(text.chars().allMatch(c -> c >= ' ' && c < 0x7F), text, "must be printable ASCII characters");
        return require(!text.isBlank(), text, "must not be blank");
    }

    /** A field name (RFC 9110): a token. */
    static String headerName(String text, int most) {
        Normal.requireLength(bounded(text, most), 1, most);
        return require(
                text.chars().allMatch(c -> isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0),
                text,
                "must be a header's name");
    }

    /** A letter, then letters, digits and hyphens, all lower case. */
    static String label(String text, int most) {
        bounded(text, most);
        boolean good = text.length() >= 2
                && text.length() <= most
                && text.charAt(0) >= 'a'
                && text.charAt(0) <= 'z'
                && text.chars().allMatch(c -> isLowerOrDigit(c) || c == '-');
        return require(
                good,
                text,
                "must be 2 to " + most + " characters: a letter, then letters, digits and dashes, all lower case");
    }

    /** A JSON pointer (RFC 6901) below the root. Keys are a provider's, so they keep their spelling. */
    static String pointer(String text, int most) {
        Normal.requireLength(bounded(text, most), 1, most);
        int references = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            references += c == '/' ? 1 : 0;
            boolean escape = i + 1 < text.length() && (text.charAt(i + 1) == '0' || text.charAt(i + 1) == '1');
            require(c != '~' || escape, text, "must be a JSON pointer");
        }
        require(text.startsWith("/") && references <= MOST_REFERENCES, text, "must be a JSON pointer");
        Sequences.check(text.codePoints().toArray(), false);
        return text;
    }

    private static String bounded(String text, int most) {
        if (text.length() > 2 * most) {
            throw TextRefusedException.tooLong(most);
        }
        return text;
    }

    private static String require(boolean good, String text, String message) {
        if (!good) {
            throw new TextRefusedException(message);
        }
        return text;
    }
}

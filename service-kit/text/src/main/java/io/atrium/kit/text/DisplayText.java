package io.atrium.kit.text;

/** Text that is shown and never compared: names, titles, remarks. After RFC 8266 and the FreeformClass of RFC 8264. */
final class DisplayText {

    private DisplayText() {}

    /** NFC, white space at the ends gone, each run of spaces inside one space. */
    static String line(String raw, int most) {
        String text = spaced(Normal.strip(Normal.nfc(raw, most)));
        Normal.requireLength(text, 1, most);
        Sequences.check(text.codePoints().toArray(), false);
        return text;
    }

    /** NFC with lines, their ends written as line feeds. */
    static String lines(String raw, int most) {
        String text = Normal.strip(Normal.nfc(raw, most).replace("\r\n", "\n").replace('\r', '\n'));
        Normal.requireLength(text, 1, most);
        Sequences.check(text.codePoints().toArray(), true);
        return text;
    }

    private static String spaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length());
        boolean before = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int cp = text.codePointAt(i);
            boolean space = CodePoints.isSpace(cp);
            if (!space) {
                spaced.appendCodePoint(cp);
            } else if (!before) {
                spaced.append(' ');
            }
            before = space;
        }
        return spaced.toString();
    }
}

package io.atrium.kit.text;

import com.ibm.icu.text.Normalizer2;

/** The first steps of every rule: bound the length, normalize, strip white space. */
final class Normal {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Normalizer2 NFKC_CASEFOLD = Normalizer2.getNFKCCasefoldInstance();

    /** NFC text is at most this many times longer in NFD (UAX 15). */
    private static final int EXPANSION = 4;

    private static final int SLACK = 64;

    private Normal() {}

    static String nfc(String raw, int most) {
        return NFC.normalize(bounded(raw, most));
    }

    static String nfkc(String raw, int most) {
        return NFKC.normalize(bounded(raw, most));
    }

    /** The form in which two texts are compared. */
    static String folded(String text) {
        return NFKC_CASEFOLD.normalize(text);
    }

    /** Nothing is normalized, or looked at, that could not become short enough. */
    static String bounded(String raw, int most) {
        if (raw.length() > EXPANSION * most + SLACK) {
            throw TextRefusedException.tooLong(most);
        }
        return raw;
    }

    /** Without the white space, of all Unicode, at both ends. */
    static String strip(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && CodePoints.isWhiteSpace(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (begin < end && CodePoints.isWhiteSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }

    static String requireLength(String text, int least, int most) {
        if (text.isEmpty()) {
            throw new TextRefusedException("must not be blank");
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw TextRefusedException.tooLong(most);
        }
        if (length < least) {
            throw new TextRefusedException("must have at least " + least + " characters");
        }
        return text;
    }
}

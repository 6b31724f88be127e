package io.atrium.kit.text;

import com.ibm.icu.text.Normalizer2;

/** A password (RFC 8265, OpaqueString): any characters that show, and spaces; compared as it is written, case and all. */
public final class Passphrase {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private Passphrase() {}

    /** The form that is hashed: each space a U+0020, then NFC. Refuses nothing, so it is for one that is presented too. */
    public static String prepare(String raw) {
        StringBuilder spaced = new StringBuilder(raw.length());
        raw.codePoints().map(cp -> CodePoints.isSpace(cp) ? ' ' : cp).forEach(spaced::appendCodePoint);
        return NFC.normalize(spaced);
    }

    /** The form in which it is held against lists of words. */
    public static String folded(String raw) {
        return Normal.folded(raw);
    }

    /** @throws TextRefusedException for a new one that could not be typed again, such as one with a control */
    static String of(String raw, int most) {
        String prepared = prepare(Normal.bounded(raw, most));
        Normal.requireLength(prepared, 1, most);
        Sequences.check(prepared.codePoints().toArray(), false);
        return prepared;
    }
}

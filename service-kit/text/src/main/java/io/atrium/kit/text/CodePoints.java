package io.atrium.kit.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;

/** Properties of single code points, by one version of Unicode, whatever JVM runs. */
final class CodePoints {
    static final int ZWNJ = 0x200C;
    static final int ZWJ = 0x200D;

    /** Assigned, no format character, and yet nothing to see: fillers, blank symbols, the object replacement. */
    private static final UnicodeSet BLANK = new UnicodeSet(
                    "[\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u303F\\u3164\\uFFA0\\uFFFC"
                            + "\\U00013441\\U00013442\\U00016FE4\\U0001D159]")
            .freeze();

    private CodePoints() {}

    static boolean isWhiteSpace(int cp) {
        return UCharacter.hasBinaryProperty(cp, UProperty.WHITE_SPACE);
    }

    static boolean isSpace(int cp) {
        return UCharacter.getType(cp) == UCharacter.SPACE_SEPARATOR;
    }

    static boolean isMark(int cp) {
        int type = UCharacter.getType(cp);
        return type == UCharacter.NON_SPACING_MARK
                || type == UCharacter.COMBINING_SPACING_MARK
                || type == UCharacter.ENCLOSING_MARK;
    }

    static boolean isIgnorable(int cp) {
        return UCharacter.hasBinaryProperty(cp, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    static boolean isVariationSelector(int cp) {
        return UCharacter.hasBinaryProperty(cp, UProperty.VARIATION_SELECTOR);
    }

    static boolean isJoiner(int cp) {
        return cp == ZWNJ || cp == ZWJ;
    }

    /**
     * Refuses what no text of people has: controls, line and paragraph separators, format characters, surrogates,
     * private use, what is not assigned, and what is blank without being white space.
     */
    static void requireVisible(int cp) {
        boolean refused = switch (UCharacter.getType(cp)) {
            case UCharacter.CONTROL,
                    UCharacter.FORMAT,
                    UCharacter.SURROGATE,
                    UCharacter.PRIVATE_USE,
                    UCharacter.UNASSIGNED,
                    UCharacter.LINE_SEPARATOR,
                    UCharacter.PARAGRAPH_SEPARATOR -> true;
            default -> BLANK.contains(cp) || isIgnorable(cp);
        };
        if (refused) {
            throw refused(cp);
        }
    }

    static TextRefusedException refused(int cp) {
        return new TextRefusedException("must not have the character U+%04X".formatted(cp));
    }
}

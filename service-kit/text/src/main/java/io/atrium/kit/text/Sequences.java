package io.atrium.kit.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/** Rules on code points that depend on their neighbours: joiners, variation selectors, combining marks. */
final class Sequences {

    /** No script needs as many on one letter; stacks of hundreds cover the lines around them. */
    private static final int MOST_MARKS = 8;

    private static final int VIRAMA = 9;

    private Sequences() {}

    /**
     * Checks each code point.
     *
     * @param lines whether line feeds and tabs are part of the text
     */
    static void check(int[] text, boolean lines) {
        int marks = 0;
        for (int i = 0; i < text.length; i++) {
            int cp = text[i];
            marks = CodePoints.isMark(cp) && !CodePoints.isVariationSelector(cp) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                throw new TextRefusedException("must not have more than " + MOST_MARKS + " combining marks in a row");
            }
            if (i == 0 && marks > 0) {
                throw new TextRefusedException("must not begin with a combining mark");
            }
            if (!isInPlace(text, i) && !(lines && (cp == '\n' || cp == '\t'))) {
                CodePoints.requireVisible(cp);
            }
        }
    }

    private static boolean isInPlace(int[] text, int i) {
        if (CodePoints.isJoiner(text[i])) {
            return joins(text, i);
        }
        return CodePoints.isVariationSelector(text[i]) && i > 0 && varies(text[i - 1], text[i]);
    }

    /** CONTEXTJ: RFC 5892, appendices A.1 and A.2. */
    static boolean joins(int[] text, int i) {
        if (i > 0 && UCharacter.getCombiningClass(text[i - 1]) == VIRAMA) {
            return true;
        }
        return text[i] == CodePoints.ZWNJ
                && isJoining(text, i, -1, UCharacter.JoiningType.LEFT_JOINING)
                && isJoining(text, i, 1, UCharacter.JoiningType.RIGHT_JOINING);
    }

    private static boolean isJoining(int[] text, int from, int step, int side) {
        int i = from + step;
        while (i >= 0 && i < text.length && joiningType(text[i]) == UCharacter.JoiningType.TRANSPARENT) {
            i += step;
        }
        if (i < 0 || i >= text.length) {
            return false;
        }
        int type = joiningType(text[i]);
        return type == side || type == UCharacter.JoiningType.DUAL_JOINING;
    }

    private static int joiningType(int cp) {
        return UCharacter.getIntPropertyValue(cp, UProperty.JOINING_TYPE);
    }

    /** A selector that its base has a use for: Mongolian forms, emoji and text style, variants of ideographs. */
    private static boolean varies(int base, int selector) {
        if (selector >= 0x180B && selector <= 0x180F) {
            return UScript.getScript(base) == UScript.MONGOLIAN && UCharacter.isLetter(base);
        }
        if (selector == 0xFE0E || selector == 0xFE0F) {
            return base > 0x7F && UCharacter.hasBinaryProperty(base, UProperty.EMOJI);
        }
        return UCharacter.hasBinaryProperty(base, UProperty.IDEOGRAPHIC);
    }
}

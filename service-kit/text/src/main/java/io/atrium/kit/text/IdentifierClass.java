package io.atrium.kit.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;

/** The IdentifierClass of PRECIS (RFC 8264, sections 8 and 9), with the contextual rules of RFC 5892, appendix A. */
final class IdentifierClass {
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final UnicodeSet VALID = new UnicodeSet("[\\u00DF\\u03C2\\u06FD\\u06FE\\u0F0B\\u3007]").freeze();
    private static final UnicodeSet REFUSED =
            new UnicodeSet("[\\u0640\\u07FA\\u302E\\u302F\\u3031-\\u3035\\u303B]").freeze();
    private static final UnicodeSet LETTERS_DIGITS =
            new UnicodeSet("[[:Ll:][:Lu:][:Lo:][:Nd:][:Lm:][:Mn:][:Mc:]]").freeze();
    private static final UnicodeSet OLD_HANGUL = new UnicodeSet("[[:hst=L:][:hst=V:][:hst=T:]]").freeze();
    private static final UnicodeSet KANA_HAN = new UnicodeSet("[[:sc=Hira:][:sc=Kana:][:sc=Hani:]]").freeze();

    private IdentifierClass() {}

    static void check(int[] text) {
        Sequences.check(text, false);
        for (int i = 0; i < text.length; i++) {
            if (!isValid(text, i)) {
                throw CodePoints.refused(text[i]);
            }
        }
        requireOneKindOfArabicDigits(text);
    }

    private static boolean isValid(int[] text, int i) {
        int cp = text[i];
        if (cp < 0x80) {
            return cp > ' ' && cp < 0x7F;
        }
        if (VALID.contains(cp)) {
            return true;
        }
        if (CodePoints.isJoiner(cp)) {
            return Sequences.joins(text, i);
        }
        return switch (cp) {
            case 0x00B7 -> before(text, i) == 'l' && after(text, i) == 'l';
            case 0x0375 -> UScript.getScript(after(text, i)) == UScript.GREEK;
            case 0x05F3, 0x05F4 -> UScript.getScript(before(text, i)) == UScript.HEBREW;
            case 0x30FB -> containsKanaOrHan(text);
            default ->
                !REFUSED.contains(cp)
                        && !OLD_HANGUL.contains(cp)
                        && !CodePoints.isIgnorable(cp)
                        && LETTERS_DIGITS.contains(cp)
                        && !hasCompatibilityForm(cp);
        };
    }

    private static boolean hasCompatibilityForm(int cp) {
        String one = UCharacter.toString(cp);
        return !NFKC.normalize(one).equals(one) && !hasCanonicalForm(cp);
    }

    /** A canonical form is the same character for everybody; the text is normalized, so what is left of it stays. */
    private static boolean hasCanonicalForm(int cp) {
        return UCharacter.getIntPropertyValue(cp, UProperty.DECOMPOSITION_TYPE)
                == UCharacter.DecompositionType.CANONICAL;
    }

    private static int before(int[] text, int i) {
        return i == 0 ? 0 : text[i - 1];
    }

    private static int after(int[] text, int i) {
        return i + 1 == text.length ? 0 : text[i + 1];
    }

    private static boolean containsKanaOrHan(int[] text) {
        for (int cp : text) {
            if (KANA_HAN.contains(cp)) {
                return true;
            }
        }
        return false;
    }

    private static void requireOneKindOfArabicDigits(int[] text) {
        boolean arabic = false;
        boolean extended = false;
        for (int cp : text) {
            arabic |= cp >= 0x0660 && cp <= 0x0669;
            extended |= cp >= 0x06F0 && cp <= 0x06F9;
        }
        if (arabic && extended) {
            throw new TextRefusedException("must not mix two kinds of Arabic digits");
        }
    }
}

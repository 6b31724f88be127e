package io.atrium.kit.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A user name (RFC 8265, UsernameCaseMapped): 2 to 63 letters, digits and {@code ._@+-}, beginning with a letter or
 * digit. Latin, Greek and Cyrillic letters, which look alike, are not mixed in one.
 *
 * @param value as it was given, in NFC and with its wide characters in their usual form
 * @param mapped as it is compared: the value in lower case
 */
public record UserName(String value, String mapped) {
    private static final int MIN_LENGTH = 2;
    private static final int MAX_LENGTH = 63;
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Set<Integer> ALIKE = Set.of(UScript.LATIN, UScript.GREEK, UScript.CYRILLIC);

    /** @throws TextRefusedException for what is no such name */
    public static UserName of(String raw) {
        String value = NFC.normalize(widthMapped(Normal.strip(Normal.bounded(raw, MAX_LENGTH))));
        Normal.requireLength(value, MIN_LENGTH, MAX_LENGTH);
        int[] codePoints = value.codePoints().toArray();
        for (int cp : codePoints) {
            if (cp < 0x80 && !Ascii.isLetterOrDigit(cp) && "._@+-".indexOf(cp) < 0) {
                throw notAName();
            }
        }
        if (!UCharacter.isLetterOrDigit(codePoints[0])) {
            throw notAName();
        }
        requireOneOfAlikeScripts(codePoints);
        String mapped = NFC.normalize(UCharacter.toLowerCase(ULocale.ROOT, value));
        int[] compared = mapped.codePoints().toArray();
        IdentifierClass.check(codePoints);
        IdentifierClass.check(compared);
        BidiRule.check(compared);
        return new UserName(value, mapped);
    }

    /** Full-width and half-width characters by their decompositions, and nothing else (RFC 8265, section 3.3.2). */
    private static String widthMapped(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(cp -> mapped.append(
                        hasOtherWidth(cp) ? NFKC.normalize(UCharacter.toString(cp)) : UCharacter.toString(cp)));
        return mapped.toString();
    }

    private static boolean hasOtherWidth(int cp) {
        int type = UCharacter.getIntPropertyValue(cp, UProperty.DECOMPOSITION_TYPE);
        return type == UCharacter.DecompositionType.WIDE || type == UCharacter.DecompositionType.NARROW;
    }

    private static void requireOneOfAlikeScripts(int[] text) {
        Set<Integer> scripts = java.util.Arrays.stream(text)
                .map(UScript::getScript)
                .boxed()
                .filter(ALIKE::contains)
                .collect(Collectors.toSet());
        if (scripts.size() > 1) {
            throw new TextRefusedException("must not mix Latin, Greek and Cyrillic letters");
        }
    }

    private static TextRefusedException notAName() {
        return new TextRefusedException("must have 2 to 63 letters, digits or ._@+- and begin with a letter or digit");
    }
}

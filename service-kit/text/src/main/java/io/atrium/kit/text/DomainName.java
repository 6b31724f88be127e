package io.atrium.kit.text;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;

/**
 * A domain as it is compared and claimed: its A-labels in lower case, without the dot of the root. Read by UTS 46,
 * non-transitional, with STD3, Bidi, CONTEXTJ and length checks; at least two labels, of which the last is no number, so
 * that no address of a host passes for one.
 *
 * @param value e.g. {@code xn--bcher-kva.example}
 */
public record DomainName(String value) {
    private static final int MAX_LENGTH = 253;
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** CheckHyphens is off: names of machines have hyphens in the third and fourth place, and DNS holds them. */
    private static final Set<IDNA.Error> TOLERATED = EnumSet.of(IDNA.Error.HYPHEN_3_4);

    /** @throws TextRefusedException for what is no domain */
    public static DomainName of(String raw) {
        String text = Normal.strip(Normal.bounded(raw, MAX_LENGTH));
        text.codePoints().forEach(DomainName::requireShown);
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = new StringBuilder();
        UTS46.nameToASCII(withoutRoot(text), ascii, info);
        EnumSet<IDNA.Error> errors = EnumSet.noneOf(IDNA.Error.class);
        errors.addAll(info.getErrors());
        errors.removeAll(TOLERATED);
        String value = ascii.toString();
        if (!errors.isEmpty() || value.length() > MAX_LENGTH || !hasNamedTop(value)) {
            throw new TextRefusedException("must be a domain, such as example.com");
        }
        return new DomainName(value);
    }

    /** As people read it: its U-labels. */
    public String unicode() {
        StringBuilder unicode = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        UTS46.nameToUnicode(value, unicode, info);
        return unicode.toString();
    }

    /** UTS 46 drops what is ignorable and takes blank symbols: one domain would have many spellings that look the same. */
    private static void requireShown(int cp) {
        if (!CodePoints.isJoiner(cp)) {
            CodePoints.requireVisible(cp);
        }
    }

    private static String withoutRoot(String text) {
        int last = text.length() - 1;
        return last > 0 && ".\u3002\uFF0E\uFF61".indexOf(text.charAt(last)) >= 0 ? text.substring(0, last) : text;
    }

    private static boolean hasNamedTop(String ascii) {
        int dot = ascii.lastIndexOf('.');
        return dot > 0 && dot + 1 < ascii.length() && ascii.charAt(dot + 1) >= 'a' && ascii.charAt(dot + 1) <= 'z';
    }
}

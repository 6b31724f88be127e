package io.atrium.kit.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/**
 * An e-mail address: a dot-atom (RFC 5321, RFC 5322), which may have letters and digits of every script (RFC 6531), at a
 * {@link DomainName}. Quoted local parts, comments and addresses of hosts are none.
 *
 * @param localPart NFKC in lower case, at most 64 octets
 */
public record EmailAddress(String localPart, DomainName domain) {
    private static final int MAX_OCTETS = 254;
    private static final int MAX_LOCAL_OCTETS = 64;
    private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~";

    /** @throws TextRefusedException for what is no such address */
    public static EmailAddress of(String raw) {
        String text = Normal.strip(Normal.nfkc(raw, MAX_OCTETS));
        if (text.isEmpty()) {
            throw new TextRefusedException("must not be blank");
        }
        text.codePoints().filter(cp -> !CodePoints.isJoiner(cp)).forEach(CodePoints::requireVisible);
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw notAnAddress();
        }
        String local = local(text.substring(0, at));
        EmailAddress address = new EmailAddress(local, domain(text.substring(at + 1)));
        if (octets(local) > MAX_LOCAL_OCTETS || octets(address.ascii()) > MAX_OCTETS) {
            throw new TextRefusedException("must have at most 64 octets before the @, and 254 in all");
        }
        return address;
    }

    /** As it is stored and shown: the domain as people read it. */
    public String value() {
        return localPart + '@' + domain.unicode();
    }

    /** As a mail server is told it: the domain as DNS holds it. */
    public String ascii() {
        return localPart + '@' + domain.value();
    }

    /**
     * Equal for two spellings of one address and for nothing else: the local part by NFKC_Casefold, the domain by its
     * A-labels. For an ASCII address it is the address in lower case.
     */
    public String comparable() {
        return Normal.folded(localPart) + '@' + domain.value();
    }

    private static String local(String text) {
        String local = Normal.nfkc(UCharacter.toLowerCase(ULocale.ROOT, text), MAX_OCTETS);
        boolean atom = !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.codePoints().allMatch(EmailAddress::isAtom);
        if (!atom) {
            throw notAnAddress();
        }
        int[] codePoints = local.codePoints().toArray();
        IdentifierClass.check(codePoints);
        BidiRule.check(codePoints);
        return local;
    }

    private static boolean isAtom(int cp) {
        return cp > 0x7F || Ascii.isLetterOrDigit(cp) || cp == '.' || ATEXT.indexOf(cp) >= 0;
    }

    private static DomainName domain(String text) {
        // White space at the ends of the whole address is an accident of pasting; after the @ it is none.
        if (text.isEmpty() || CodePoints.isWhiteSpace(text.codePointAt(0))) {
            throw notAnAddress();
        }
        return DomainName.of(text);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static TextRefusedException notAnAddress() {
        return new TextRefusedException("must be an e-mail address, such as name@example.com");
    }
}

package io.atrium.tenant.claim;

import io.atrium.kit.problem.ProblemException;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain as it is compared: ASCII (IDNA), lower case, without a final dot.
 *
 * @param value e.g. {@code xn--bcher-kva.example}
 */
public record DomainName(String value) {
    private static final int MAX_LENGTH = 253;
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(xn--[a-z0-9-]{1,57}[a-z0-9]|[a-z]([a-z0-9-]{0,61}[a-z0-9])?)");

    /** @throws ProblemException VALIDATION_FAILED on {@code field} for what is no domain */
    public static DomainName of(String text, String field) {
        try {
            String plain = text.strip();
            String rooted = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
            String ascii = IDN.toASCII(rooted, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            if (ascii.length() <= MAX_LENGTH && FORM.matcher(ascii).matches()) {
                return new DomainName(ascii);
            }
        } catch (IllegalArgumentException e) {
            // answered below, as any other text that is no domain
        }
        throw ProblemException.invalid(field, "must be a domain, such as example.com");
    }
}

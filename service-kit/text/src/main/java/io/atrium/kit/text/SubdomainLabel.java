package io.atrium.kit.text;

import java.util.Locale;

/**
 * The label under which the platform serves an organization: 3 to 63 ASCII letters, digits and inner hyphens, in lower
 * case. It is part of addresses that people type and that certificates name, so it is no U-label and no A-label.
 */
public record SubdomainLabel(String value) {
    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 63;

    /** @throws TextRefusedException for what is no such label */
    public static SubdomainLabel of(String raw) {
        String text = Normal.strip(Normal.nfkc(raw, MAX_LENGTH)).toLowerCase(Locale.ROOT);
        boolean good = text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> Ascii.isLowerOrDigit(c) || c == '-')
                && !text.startsWith("-")
                && !text.endsWith("-")
                && !text.startsWith("xn--");
        if (!good) {
            throw new TextRefusedException("must be 3 to 63 letters, digits and inner hyphens");
        }
        return new SubdomainLabel(text);
    }
}

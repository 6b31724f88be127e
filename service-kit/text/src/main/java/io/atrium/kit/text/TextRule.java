package io.atrium.kit.text;

import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The kinds of text that a request can carry. Each has a canonical form, in which it is stored and read back. */
public enum TextRule {
    /** A first or last name: one line, shown and never compared. */
    PERSON_NAME(100, DisplayText::line),
    /** A name of anything else: one line, shown and never compared. */
    DISPLAY_NAME(200, DisplayText::line),
    /** Text of several lines. */
    FREE_TEXT(4000, DisplayText::lines),
    /** An {@link EmailAddress}. */
    EMAIL(254, "idn-email", null, (text, most) -> EmailAddress.of(text).value()),
    /** A {@link DomainName}. */
    DOMAIN(253, "idn-hostname", null, (text, most) -> DomainName.of(text).value()),
    /** A {@link SubdomainLabel}. */
    SUBDOMAIN(63, (text, most) -> SubdomainLabel.of(text).value()),
    /** A {@link UserName}. */
    USER_NAME(63, (text, most) -> UserName.of(text).value()),
    /** A new password, see {@link Passphrase}; which ones are too weak is not decided here. */
    PASSWORD(512, "password", null, Passphrase::of),
    /** What is only compared with something stored, such as the address and password of a login: kept as it is. */
    PRESENTED(1080, (text, most) -> presented(text, most)),
    /** Visible ASCII: tokens and credentials. */
    TOKEN(8192, null, "^[!-~]+$", Ascii::token),
    /** A secret that another system made: kept as it is, but without white space at its ends, which pasting adds. */
    SECRET(256, (text, most) -> secret(text, most)),
    /** The name of a header. */
    HEADER_NAME(100, null, "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", Ascii::headerName),
    /** Printable ASCII: part of a header's value. */
    HEADER_VALUE(64, null, "^[ -~]*$", Ascii::printable),
    /** A name that machines use, as of a webhook source: {@code [a-z][a-z0-9-]*}. */
    LABEL(63, null, "^[a-z][a-z0-9-]+$", Ascii::label),
    /** A JSON pointer below the root. */
    JSON_POINTER(512, "json-pointer", null, Ascii::pointer),
    /** An absolute URL, its host in A-labels; empty stays empty. */
    URL(2000, "iri", null, WebUrl::of);

    private final int most;
    private final @Nullable String format;
    private final @Nullable String pattern;
    private final BiFunction<String, Integer, String> rule;

    TextRule(int most, BiFunction<String, Integer, String> rule) {
        this(most, null, null, rule);
    }

    TextRule(int most, @Nullable String format, @Nullable String pattern, BiFunction<String, Integer, String> rule) {
        this.most = most;
        this.format = format;
        this.pattern = pattern;
        this.rule = rule;
    }

    /** The most code points, unless a field says less. */
    public int most() {
        return most;
    }

    /** The format by which JSON Schema knows it. */
    public Optional<String> format() {
        return Optional.ofNullable(format);
    }

    /** A regular expression (ECMA-262) that every text of the rule matches, where the rule is one. */
    public Optional<String> pattern() {
        return Optional.ofNullable(pattern);
    }

    /**
     * The canonical form; applied to itself it changes nothing.
     *
     * @param max the most code points, 0 for this rule's own
     * @throws TextRefusedException for a text that breaks the rule
     */
    public String canonical(String text, int max) {
        return rule.apply(text, max > 0 ? max : most);
    }

    private static String presented(String text, int most) {
        if (text.length() > most) {
            throw TextRefusedException.tooLong(most);
        }
        return text;
    }

    private static String secret(String text, int most) {
        Normal.requireLength(Normal.bounded(text, most), 1, most);
        if (!Normal.strip(text).equals(text)) {
            throw new TextRefusedException(
                    "must not begin or end with white space or a line break; paste it without them");
        }
        Sequences.check(text.codePoints().toArray(), false);
        return text;
    }
}

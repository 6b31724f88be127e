package io.atrium.tenant.claim;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The label under which the platform serves an organization: lower case, 3 to 63 letters, digits and hyphens.
 *
 * @param value e.g. {@code acme}
 */
public record Subdomain(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    /** Names that the platform keeps: its own hosts, and those that would pass for them. */
    private static final Set<String> RESERVED = Set.of(
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "atrium",
            "auth",
            "billing",
            "blog",
            "cdn",
            "console",
            "dashboard",
            "dev",
            "docs",
            "email",
            "ftp",
            "gateway",
            "help",
            "hooks",
            "host",
            "hostmaster",
            "imap",
            "internal",
            "localhost",
            "login",
            "mail",
            "metrics",
            "mta-sts",
            "news",
            "ns1",
            "ns2",
            "oauth",
            "ops",
            "platform",
            "pop",
            "postmaster",
            "root",
            "security",
            "smtp",
            "sso",
            "staging",
            "static",
            "status",
            "support",
            "system",
            "test",
            "webhook",
            "webhooks",
            "webmaster",
            "wpad",
            "www");

    /**
     * @throws ProblemException VALIDATION_FAILED on {@code field} for what is no label, SUBDOMAIN_TAKEN for a name that
     *     the platform keeps
     */
    public static Subdomain of(String text, String field) {
        String label = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(label).matches() || label.startsWith("xn--")) {
            throw ProblemException.invalid(field, "must be 3 to 63 letters, digits and inner hyphens");
        }
        if (RESERVED.contains(label)) {
            throw new ProblemException(ErrorCode.SUBDOMAIN_TAKEN, "The subdomain is reserved.");
        }
        return new Subdomain(label);
    }
}
